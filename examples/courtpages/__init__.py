"""Case pages of Oregon circuit courts, read into case files with the day of each act and the moment it was keyed."""
