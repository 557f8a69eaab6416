#!/bin/sh
# Runs the browser test: browser/run.sh MARSAD FOLDER
# playwright-core comes from npm once and is kept in build/npm.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
marsad=$1
folder=$2
npm=build/npm
mkdir -p "$folder" "$npm"
if [ ! -d "$npm/node_modules/playwright-core" ]; then
	echo "marsad: fetching playwright-core from npm"
	PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm install --silent --no-audit \
	    --no-fund --no-package-lock --prefix "$npm" playwright-core@1.50.1
fi
exec node "$here/browser_test.mjs" "$marsad" "$folder" "$npm"
