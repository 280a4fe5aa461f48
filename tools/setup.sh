#!/bin/sh
# Give the virtual environment $1, made with the Python $2, the packages locked for the purposes
# $3 and on: site, import, test, check, serve, mutation, readers or lock, each a file in requirements/.
#
# What is there is known by content: the environment keeps a copy of each lock it was given.
# A touched file installs nothing; a changed lock installs what changed, in place. pip gets and
# verifies everything before it changes anything, so a failure leaves the environment usable.
# An environment of another Python or place is made anew, the old one put back if that fails.
set -eu
venv=$1
python=$2
shift 2
kept=$venv/locks     # the copies
aside=$venv.old      # the environment before this one, until this one is whole
working=$kept/unfinished

say() { echo "setup: $*" >&2; }
die() { say "$*"; exit 1; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

same() { cmp -s "$1" "$kept/$(basename "$1")"; }

# The names of the packages that lock files pin.
names() { sed -n 's/^\([a-z0-9._-]*\)==.*/\1/p' "$@" | sort -u; }

# The sum of what the first lines of lock files say: packages or megabytes, the word after the number.
sum() {
    word=$1
    shift
    for file; do sed -n "1s/.* \([0-9]*\) $word.*/\1/p" "$file"; done | awk '{ all += $1 } END { print all + 0 }'
}

files() { for purpose; do echo "requirements/$purpose.txt"; done; }

find_python() {
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) ||
        die "$python does not run here; install Python 3.11 to 3.14, for instance with apt-get install python3, or name another, as in: make PYTHON=python3.13"
    case $version in
        3.11 | 3.12 | 3.13 | 3.14) ;;
        *) die "Python $version is not supported; use Python 3.11 to 3.14, as in: make PYTHON=python3.13" ;;
    esac
    origin="Python $version in $(pwd -P)"
}

make_environment() {
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        package=$(basename "$python")-venv
        { as_root apt-get update -qq && as_root apt-get install -y -qq "$package"; } >/dev/null 2>&1 ||
            die "the module venv is missing; install it with: apt-get install $package"
    fi
    [ ! -e "$venv" ] || mv "$venv" "$aside"
    "$python" -m venv "$venv"
    mkdir "$kept"
    echo "$origin" > "$kept/origin"
}

# Put the old environment back if the new one did not become whole. Runs at every exit.
settle() {
    status=$?
    if [ "$status" != 0 ] && [ "$anew" = yes ]; then
        rm -rf "$venv"
        [ ! -e "$aside" ] || mv "$aside" "$venv"
    elif [ -e "$aside" ]; then
        rm -rf "$aside"
    fi
}

pip() { "$venv/bin/python" -m pip --disable-pip-version-check "$@"; }

install_locked() {
    before=$(cd "$kept" && for purpose in $needed; do [ ! -e "$purpose.txt" ] || names "$purpose.txt"; done)
    # No package is built from source: a build would run code, and with packages that no hash pins.
    pip install -qq --only-binary :all: --require-hashes $(files $needed | sed 's/^/--requirement /') || return
    gone=$(printf '%s' "$before" | grep -vxF "$(names requirements/*.txt)") || return 0
    pip uninstall -qq --yes $gone
}

install_project() {
    pip install -qq --no-deps --no-build-isolation --editable .
}

needs_project() {
    case " $* " in *" site "*) ! same pyproject.toml ;; *) false ;; esac
}

# Run a step that changes the environment. If it is cut off, the mark stays, and the next run starts anew.
step() {
    : > "$working"
    if "$@"; then rm "$working"; return; fi
    rm "$working"
    if [ "$anew" = yes ]; then die "the packages could not be installed; see above for the reason"; fi
    die "the packages could not be installed (the reason is above); $venv is as it was, and SETUP=no uses it, as in: make site SETUP=no"
}

missing() { for purpose; do same "requirements/$purpose.txt" || echo "$purpose"; done; }

usable() { [ "$(cat "$kept/origin" 2>/dev/null)" = "$origin" ] && [ -x "$venv/bin/python" ] && [ ! -e "$working" ] && [ ! -e "$aside" ]; }

find_python
if usable && [ -z "$(missing "$@")" ] && ! needs_project "$@"; then exit 0; fi

# One set-up at a time, where the system has flock; the second then finds everything done.
if command -v flock >/dev/null 2>&1; then
    exec 9> "$venv.lock"
    flock 9
fi
# An environment set aside by a run that was cut off is the one that works.
if [ -e "$aside" ]; then rm -rf "$venv" && mv "$aside" "$venv"; fi
anew=no
usable || anew=yes
trap settle EXIT
trap 'exit 130' INT TERM HUP
[ "$anew" = no ] || needed="$*"
[ "$anew" = yes ] || needed=$(missing "$@" | tr '\n' ' ')
if [ -n "$needed" ]; then
    say "installing into $venv for $(echo $needed | sed 's/ /, /g'):" \
        "$(sum packages $(files $needed)) packages, about $(sum MB $(files $needed)) MB;" \
        "this takes a minute, or longer on a slow line"
fi
[ "$anew" = no ] || make_environment
if [ -n "$needed" ]; then
    step install_locked
    cp $(files $needed) "$kept/"
fi
if needs_project "$@"; then
    step install_project
    cp pyproject.toml "$kept/"
fi
