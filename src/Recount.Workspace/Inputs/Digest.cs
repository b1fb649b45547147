using System.Security.Cryptography;

namespace Recount.Workspace.Inputs;

/// <summary>The SHA-256 of files, as 64 lower-case hexadecimal digits.</summary>
public static class Digest
{
    public const int Length = 64;

    public static bool Is(string text) => text.Length == Length && text.All(char.IsAsciiHexDigitLower);

    /// <summary>That of a text in UTF-8.</summary>
    public static string OfText(string text) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));

    /// <summary>The file at a path, at the end of all links: the length and times are its own.</summary>
    public static FileInfo At(string path)
    {
        var file = new FileInfo(path);
        return file.ResolveLinkTarget(true) as FileInfo ?? file;
    }

    /// <summary>
    /// Reads a file once, in pieces, and gives digest and length of what was read. A pipe or a device, which has no length and perhaps no end, is read as empty.
    /// </summary>
    public static (string Sha256, long Bytes) Of(string path, CancellationToken stop = default)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var total = 0L;
        if (At(path).Length > 0)
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.SequentialScan);
            var buffer = new byte[1 << 17];
            while (stream.Read(buffer) is var read and > 0)
            {
                stop.ThrowIfCancellationRequested();
                hash.AppendData(buffer, 0, read);
                total += read;
            }
        }

        return (Convert.ToHexStringLower(hash.GetHashAndReset()), total);
    }
}
