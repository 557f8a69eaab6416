#!/bin/sh
# Installs the Debian packages that are missing, and nothing else.
#
#   scripts/setup.sh build|test
#
# `build` is what compiling and running needs, `test` adds what the tests
# need.  Says what it does.  When everything is there already it asks nobody
# and needs no network.
set -eu

BUILD="gcc libc6-dev make libcurl4-gnutls-dev libexpat1-dev libsqlite3-dev libzstd-dev
libmicrohttpd-dev nettle-dev libdeflate-dev libxxhash-dev libjansson-dev
libyajl-dev libjpeg-dev libpng-dev libwebp-dev libutf8proc-dev libstemmer-dev
tzdata ca-certificates"
TEST="libcmocka-dev python3 nodejs npm chromium fonts-noto-core curl
sqlite3 git"

case ${1:-build} in
build) want=$BUILD ;;
test) want="$BUILD $TEST" ;;
*) echo "usage: $0 build|test" >&2; exit 2 ;;
esac

# libjpeg-dev is a name that another package provides; ask for the provider.
is_there() {
	case $1 in
	libjpeg-dev) set -- libjpeg62-turbo-dev ;;
	# a Node.js that did not come from Debian serves as well
	nodejs) command -v node >/dev/null 2>&1 && return 0 ;;
	npm) command -v npm >/dev/null 2>&1 && return 0 ;;
	python3) command -v python3 >/dev/null 2>&1 && return 0 ;;
	esac
	dpkg-query -W -f '${Status}' "$1" 2>/dev/null |
	    grep -q '^install ok installed'
}

missing=
for p in $want; do
	is_there "$p" || missing="$missing $p"
done
if [ -z "$missing" ]; then
	exit 0
fi

echo "marsad: installing Debian packages:$missing"
sudo=
if [ "$(id -u)" -ne 0 ]; then
	if ! command -v sudo >/dev/null 2>&1; then
		echo "marsad: run as root: apt-get install$missing" >&2
		exit 1
	fi
	sudo=sudo
fi
export DEBIAN_FRONTEND=noninteractive
$sudo apt-get update -q ||
    echo "marsad: apt-get update failed; trying what is known" >&2
# shellcheck disable=SC2086 # a list of words
if ! $sudo env DEBIAN_FRONTEND=noninteractive \
    apt-get install -q -y --no-install-recommends $missing; then
	echo "marsad: could not install:$missing" >&2
	exit 1
fi
