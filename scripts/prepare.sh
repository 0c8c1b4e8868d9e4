#!/bin/sh
# Make .venv and fill it from the hashed lock: "run" for the portal, "dev" for its tests and tools as well.
# Does nothing when the lock has not changed; leaves nothing half-made.
set -eu
cd "$(dirname "$0")/.."

refuse() {
    echo "$1" >&2
    exit 1
}

find_python() {
    for name in python3.11 python3; do
        if "$name" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null; then
            echo "$name"
            return
        fi
    done
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

# Debian packs venv's pip apart from Python.
ensure_venv() {
    "$1" -c 'import ensurepip, venv' 2>/dev/null && return
    sentence="Thiếu python3-venv: hãy chạy «apt-get install python3-venv» bằng quyền root rồi thử lại."
    [ "$(id -u)" = 0 ] || command -v sudo >/dev/null || refuse "$sentence"
    command -v apt-get >/dev/null || refuse "$sentence"
    { as_root apt-get update -qq && as_root apt-get install -y -qq python3-venv; } >/dev/null 2>&1 || refuse "$sentence"
}

make_venv() {
    [ -w . ] || refuse "Không ghi được vào thư mục $PWD: hãy cấp quyền ghi rồi thử lại."
    python=$(find_python)
    [ -n "$python" ] || refuse "Cần Python 3.11: hãy cài python3.11 rồi thử lại."
    ensure_venv "$python"
    trap 'rm -rf .venv' EXIT
    "$python" -m venv .venv || refuse "Không tạo được .venv bằng $python."
    trap - EXIT
}

# The program and its folder are named in the venv; nothing is built.
link_program() {
    site=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_paths()["purelib"])')
    pwd >"$site/dvc-checkout.pth"
    cat >.venv/bin/dvc <<'SCRIPT'
#!/bin/sh
exec "$(dirname "$0")/python" -m dvc "$@"
SCRIPT
    chmod +x .venv/bin/dvc
}

install() {
    lock=$1
    cmp -s "$lock" ".venv/installed-$lock" && return
    [ -w .venv ] || refuse "Không ghi được vào .venv: hãy cấp quyền ghi rồi thử lại."
    echo "Đang cài đặt từ $lock (chỉ khi tệp này thay đổi)…"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input --root-user-action=ignore \
        --require-hashes -r "$lock" || refuse "Không cài được từ $lock: hãy xem lại mạng rồi thử lại."
    link_program
    cp "$lock" ".venv/installed-$lock"
}

case "${1:-run}" in
    run) lock=requirements.txt ;;
    dev) lock=requirements-dev.txt ;;
    *) refuse "Cách dùng: scripts/prepare.sh run|dev" ;;
esac
.venv/bin/python -c 'import pip' 2>/dev/null || make_venv
# What the tests need holds all that the portal needs.
if [ "$lock" = requirements.txt ] && cmp -s requirements-dev.txt .venv/installed-requirements-dev.txt; then
    exit 0
fi
install "$lock"
