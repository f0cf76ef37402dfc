"""Test the rule and two planted mistakes against the properties, and print the result: ``python check.py``."""

from clearing import may_be_cleared
from planted import counting_from_the_conviction, forgetting_refilings
from properties import problems

if __name__ == "__main__":
    for rule in (may_be_cleared, counting_from_the_conviction, forgetting_refilings):
        print(f"{rule.__name__.replace('_', ' ')}: {'; '.join(problems(rule)) or 'holds'}\n")
