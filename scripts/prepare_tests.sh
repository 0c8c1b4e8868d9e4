#!/bin/sh
# Bring the system's parts that the tests need: a browser, and node with the tools of tests/package.json.
set -eu
cd "$(dirname "$0")/.."

refuse() {
    echo "$1" >&2
    exit 1
}

missing=""
command -v chromium >/dev/null || missing="chromium fonts-liberation"
if [ -f tests/package.json ]; then
    command -v node >/dev/null || missing="$missing nodejs"
    command -v npm >/dev/null || missing="$missing npm"
fi
if [ -n "$missing" ]; then
    root=""
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null || refuse "Tests need $missing: install them as root, then try again."
        root=sudo
    fi
    echo "Installing $missing…"
    $root apt-get update -qq
    # shellcheck disable=SC2086 # one word a package
    DEBIAN_FRONTEND=noninteractive $root apt-get install -y -qq --no-install-recommends $missing >/dev/null
fi

if [ -f tests/package.json ] && ! cmp -s tests/package.json tests/node_modules/installed-package.json; then
    (cd tests && npm install --no-audit --no-fund --no-package-lock --loglevel=error)
    cp tests/package.json tests/node_modules/installed-package.json
fi
