#!/usr/bin/env bash
# Makes a library to preload where the C++ runtime is older than GCC 13's, and prints its path. It stands before the real one under the same name, offers the one function that is
# missing (which starts iostreams; older runtimes start them themselves) and the names of all versions, and hands everything else through.
set -euo pipefail
real=$(realpath "$(gcc -print-file-name=libstdc++.so.6)")
out=$(mktemp -d)
{
    objdump -p "$real" | sed -n '/^Version definitions/,/^$/p' | grep -oE '(GLIBCXX|CXXABI)_[A-Z0-9._]+' | sort -u | sed 's/$/ {};/'
    echo 'GLIBCXX_3.4.32 { _ZSt21ios_base_library_initv; };'
} > "$out/versions"
echo 'void _ZSt21ios_base_library_initv(void) {}' > "$out/start.c"
: > "$out/empty.c"
# A library is needed by the name it gives itself; only a path keeps the real one apart from its stand-in.
gcc -shared -nostdlib -o "$out/real.so" "$out/empty.c" -Wl,-soname,"$real"
gcc -shared -fPIC -nostdlib -o "$out/libstdcxx.so" "$out/start.c" -Wl,-soname,libstdc++.so.6 -Wl,--version-script,"$out/versions" -Wl,--no-as-needed "$out/real.so"
echo "$out/libstdcxx.so"
