"""Laws to hold your own code against: each says what must be so of every history, and what goes wrong otherwise."""
