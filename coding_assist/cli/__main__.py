"""Run the command line with `python -m coding_assist.cli`, also from a checkout."""

from coding_assist.cli.app import main

if __name__ == "__main__":
    main()
