#!/usr/bin/env bash
# Unpacks a PgBouncer that keeps prepared statements (1.21 or newer) into a folder of its own, with its libraries, for the
# tests that talk to one. Debian 12 has an older one; Debian 13's is taken, and nothing of it is installed.
set -euo pipefail
root=${1:-/opt/postern-pgbouncer}
packages=(pgbouncer libevent-2.1-7t64 libcares2 libssl3t64 libzstd1 zlib1g libpam0g libaudit1 libcap-ng0 libsystemd0 libcap2 libldap2 libsasl2-2 libc6 libgcc-s1)

new=$(mktemp -d "$root.XXXXXX")
work=$(mktemp -d)
trap 'rm -rf "$new" "$work"' EXIT
chmod 755 "$new"
mkdir -p "$work"/{lists,cache/archives}/partial "$work/packages"
# From where this machine has its own packages.
mirror=$(apt-get indextargets --format '$(ORIGIN) $(REPO_URI)' 'Created-By: Packages' | sed -n 's/^Debian //p' | grep -v security | head -n 1)
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror trixie main" >"$work/sources"
apt=(-qq -o "Dir::Etc::sourcelist=$work/sources" -o Dir::Etc::sourceparts=- -o "Dir::State::lists=$work/lists" -o "Dir::Cache=$work/cache" -o APT::Default-Release=trixie -o APT::Sandbox::User=root)
apt-get "${apt[@]}" update
(cd "$work/packages" && apt-get "${apt[@]}" download "${packages[@]}")
for package in "$work/packages"/*.deb; do dpkg-deb --fsys-tarfile "$package" | tar -x -C "$new" --exclude='./usr/share/*' --exclude='./etc/*'; done

# Its own C library goes with it: this machine's may be older.
loader=$(find "$new" -name 'ld-linux*.so.*' | head -n 1)
libraries=$(dirname "$(find "$new" -name 'libevent-2.1.so.*' | head -n 1)")
mv "$new/usr/sbin/pgbouncer" "$new/usr/sbin/program"
cat >"$new/pgbouncer" <<SCRIPT
#!/bin/sh
exec "$root/${loader#"$new/"}" --library-path "$root/${libraries#"$new/"}" "$root/usr/sbin/program" "\$@"
SCRIPT
chmod 755 "$new/pgbouncer"
rm -rf "$root"
mv "$new" "$root"
trap 'rm -rf "$work"' EXIT
