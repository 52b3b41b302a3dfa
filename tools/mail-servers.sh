#!/usr/bin/env bash
# Unpacks Debian's mail servers into a folder of their own, for the tests that talk to them (docs/smtp-servers.md).
# Nothing is installed as a service: the packages exclude one another, and their scripts would start them. The tests run
# each server in a copy of the folder, as its root, so it finds its files and users there and nothing of this machine.
set -euo pipefail
root=${1:-/opt/postern-mail-servers}
packages=(postfix exim4-daemon-light opensmtpd dovecot-core)

mapfile -t libraries < <(apt-cache depends "${packages[@]}" | sed -n 's/^ *Depends: \(lib[^ ]*\)$/\1/p' | sort -u)
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends --no-upgrade "${libraries[@]}"

new=$(mktemp -d "$root.XXXXXX")
downloads=$(mktemp -d)
trap 'rm -rf "$new" "$downloads"' EXIT
chmod 755 "$new"
(cd "$downloads" && apt-get download -qq -o APT::Sandbox::User=root "${packages[@]}")
for package in "$downloads"/*.deb; do dpkg-deb --fsys-tarfile "$package" | tar -x -C "$new" --exclude='./usr/share/*' --exclude='./etc/*'; done

# The libraries of each program, from this machine.
find "$new/usr" -type f \( -perm -u+x -o -name '*.so*' \) | while read -r program; do ldd "$program" 2>/dev/null || true; done |
  sed -n 's/.* => \(\/[^ ]*\) .*/\1/p; s/^[[:space:]]*\(\/[^ ]*\) (.*/\1/p' | sort -u |
  while read -r library; do install -D "$library" "$new$library"; done
install -D "$(command -v sh)" "$new/bin/sh"
install -D /etc/debian_version "$new/etc/debian_version"

rm -rf "$root"
mv "$new" "$root"
trap 'rm -rf "$downloads"' EXIT
