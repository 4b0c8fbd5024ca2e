"""`python -m flows` is the command `taizhang`."""

from flows.cli import main

main(prog_name="taizhang")
