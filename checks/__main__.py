"""``python -m checks``: the command ``user-diversity``."""

from checks.cli import main

if __name__ == "__main__":
    main()
