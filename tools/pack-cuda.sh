#!/usr/bin/env bash
# The command line with the .NET runtime and ONNX Runtime for CUDA, for a Linux machine that has neither: unpack it, put the folders of CUDA 13's and cuDNN 9's libraries
# on LD_LIBRARY_PATH unless the system finds them, and run recount/Recount.Cli.
# Usage: tools/pack-cuda.sh OUT.tar.xz [ARCHITECTURE]   (90 for an H100: machine code of other cards is blanked, which leaves a third of the size)
set -euo pipefail
out=$(realpath -m "$1")
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet publish src/Recount.Cli -c Release -r linux-x64 --self-contained -p:UseOnnxRuntimeGpu=true -p:DebugType=none -o "$work/recount" --nologo -v quiet
# TensorRT is never asked for; the others serve debuggers.
rm -f "$work"/recount/{libonnxruntime_providers_tensorrt,libmscordbi,libmscordaccore,libcoreclrtraceptprovider}.so
[ $# -lt 2 ] || python3 - "$work/recount/libonnxruntime_providers_cuda.so" "$2" <<'PYTHON'
import struct, sys

path, kept = sys.argv[1], int(sys.argv[2])
file = bytearray(open(path, "rb").read())
table, = struct.unpack_from("<Q", file, 0x28)
size, count, names = struct.unpack_from("<HHH", file, 0x3A)
sections = [struct.unpack_from("<IIQQQQ", file, table + i * size) for i in range(count)]
name = lambda s: file[sections[names][4] + s[0]:file.index(0, sections[names][4] + s[0])]
_, _, _, _, at, length = next(s for s in sections if name(s) == b".nv_fatbin")
end, found = at + length, False
while at < end:
    if file[at:at + 4] != b"\x50\xed\x55\xba":
        at += 8
        continue
    _, _, header, held = struct.unpack_from("<IHHQ", file, at)
    at, stop = at + header, at + header + held
    while at < stop:
        _, _, header, held = struct.unpack_from("<HHIQ", file, at)
        if struct.unpack_from("<I", file, at + 28)[0] == kept:
            found = True
        else:
            file[at + header:at + header + held] = bytes(held)
        at += header + held
if not found:
    sys.exit(f"The provider has no machine code for {kept}")
open(path, "wb").write(file)
PYTHON
tar -C "$work" -cf - recount | xz -9 -T0 >"$out"
ls -l "$out"
