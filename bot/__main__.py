"""Run the command line with `python -m bot`."""

from bot.cli import app


def main() -> None:
    """Run the command line."""
    app(prog_name="coach")


if __name__ == "__main__":
    main()
