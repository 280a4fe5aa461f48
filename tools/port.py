"""Say so, before the site is built for it, when a port of this machine cannot be used."""

from __future__ import annotations

import os
import socket
import sys


def main(given: str) -> int:
    """Try to listen on the port; return 0 where that works."""
    try:
        # With the option that servers set: a port that one has just left is free.
        socket.create_server(("127.0.0.1", int(given))).close()
    except ValueError:
        reason = f"“{given}” is no port number"
    except OverflowError:
        reason = f"port {given} does not exist: 65535 is the highest"
    except OSError as error:
        reason = f"port {given} cannot be used: {os.strerror(error.errno).lower()}"
    else:
        return 0
    sys.stderr.write(f"serve: {reason}; choose another, as in: make serve PORT=8001\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
