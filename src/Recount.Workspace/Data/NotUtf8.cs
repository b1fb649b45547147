using System.Text;
using System.Text.Unicode;
using Recount.Text;

namespace Recount.Workspace.Data;

/// <summary>Finds the lines of a file that are not UTF-8 text.</summary>
internal static class NotUtf8
{
    // A longer line is looked at in pieces, and its column is that in its piece.
    private const int LongestLine = 1 << 24;

    /// <summary>Reports each such line, at its first bad byte.</summary>
    /// <param name="file">The path as people see it.</param>
    public static void Report(Stream stream, string file, Diagnostics diagnostics)
    {
        var (line, number) = (new List<byte>(), 1);
        var buffer = new byte[1 << 16];
        while (stream.Read(buffer) is var read and > 0)
        {
            var rest = buffer.AsSpan(0, read);
            while (rest.IndexOf((byte)'\n') is var length and >= 0)
            {
                line.AddRange(rest[..length]);
                Look(line, file, number++, diagnostics);
                rest = rest[(length + 1)..];
            }

            line.AddRange(rest);
            if (line.Count > LongestLine)
            {
                Look(line, file, number, diagnostics);
            }
        }

        Look(line, file, number, diagnostics);
    }

    private static void Look(List<byte> line, string file, int number, Diagnostics diagnostics)
    {
        var bytes = line.ToArray();
        if (!Utf8.IsValid(bytes))
        {
            Utf8.ToUtf16(bytes, new char[bytes.Length], out _, out var good, false);
            diagnostics.Add(Mistakes.NotUtf8(new(file, number, good + 1, 1, Encoding.UTF8.GetString(bytes))));
        }

        line.Clear();
    }
}
