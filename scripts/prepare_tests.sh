#!/bin/sh
# Bring the one part of the system that the tests need: Debian's Chromium. Playwright brings node itself.
set -eu

command -v chromium >/dev/null && exit 0
root=""
if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || {
        echo "Thiếu chromium để chạy kiểm thử: hãy chạy «apt-get install chromium» bằng quyền root rồi thử lại." >&2
        exit 1
    }
    root=sudo
fi
echo "Đang cài đặt chromium…"
$root apt-get update -qq
DEBIAN_FRONTEND=noninteractive $root apt-get install -y -qq --no-install-recommends chromium fonts-liberation >/dev/null
