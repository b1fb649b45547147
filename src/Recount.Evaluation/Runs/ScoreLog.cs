using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Recount.Evaluation.Runs;

/// <summary>
/// What was scored, one record a line, appended as it is measured: <c>checksum length payload</c>. A run that was killed goes on from it; a record that was
/// damaged is not used, and only that one.
/// </summary>
public sealed class ScoreLog : IDisposable
{
    // The first half of a record: eight digits of the payload's SHA-256, its length.
    private const int Checksum = 8;

    private static readonly TimeSpan OnDisk = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, TokenScores> _known = new(StringComparer.Ordinal);
    private readonly string _identity;
    private readonly FileStream _file;
    private readonly System.Diagnostics.Stopwatch _sinceDisk = System.Diagnostics.Stopwatch.StartNew();

    private ScoreLog(FileStream file, string identity) => (_file, _identity) = (file, identity);

    /// <summary>Records that can be used.</summary>
    public int Records => _known.Count;

    /// <summary>Records that were damaged, or cut off by a kill.</summary>
    public int Damaged { get; private set; }

    /// <summary>Absolute.</summary>
    public string Path => _file.Name;

    /// <summary>Opens a log, or begins one. One process at a time.</summary>
    /// <param name="identity">All that scores hang on besides the tokens: digests of model and tokenizer, provider, element type, version of the scorer.</param>
    /// <exception cref="IOException">It cannot be read or written, or another run is writing to it.</exception>
    public static ScoreLog Open(string path, string identity)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
        FileStream file;
        try
        {
            file = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1 << 16);
        }
        catch (IOException e) when (File.Exists(path))
        {
            throw new IOException($"'{path}' cannot be written: another run may be using it. {e.Message}", e);
        }

        var log = new ScoreLog(file, identity);
        try
        {
            log.Load();
            return log;
        }
        catch
        {
            log.Dispose();
            throw;
        }
    }

    /// <summary>What is known of a sequence under this log's identity; null where nothing is.</summary>
    public TokenScores? Find(TokenSequence sequence) => _known.GetValueOrDefault(Key(sequence));

    /// <summary>Adds what was measured; it is safe from a killed process at the next <see cref="Flush"/>.</summary>
    public void Add(TokenSequence sequence, TokenScores scores)
    {
        var key = Key(sequence);
        _known[key] = scores;
        var payload = new StringBuilder(key, key.Length + (scores.Greedy.Count * 13)).Append(' ');
        foreach (var greedy in scores.Greedy)
        {
            payload.Append(greedy ? '1' : '0');
        }

        foreach (var probability in scores.LogProbabilities)
        {
            payload.Append(CultureInfo.InvariantCulture, $" {probability:R}");
        }

        _file.Write(Line(payload.ToString()));
    }

    /// <summary>Hands all records to the system, and now and then to the disk.</summary>
    public void Flush()
    {
        var onDisk = _sinceDisk.Elapsed > OnDisk;
        _file.Flush(onDisk);
        if (onDisk)
        {
            _sinceDisk.Restart();
        }
    }

    public void Dispose()
    {
        if (_file.CanWrite)
        {
            _file.Flush(true);
        }

        _file.Dispose();
    }

    private static byte[] Line(string payload)
    {
        var bytes = Encoding.ASCII.GetBytes(payload);
        return [.. Encoding.ASCII.GetBytes($"{Sum(bytes)} {bytes.Length} "), .. bytes, (byte)'\n'];
    }

    private static string Sum(ReadOnlySpan<byte> payload) => Convert.ToHexStringLower(SHA256.HashData(payload))[..Checksum];

    private string Key(TokenSequence sequence)
    {
        var bytes = new byte[(sequence.Tokens.Length + 1) * sizeof(int)];
        System.Runtime.InteropServices.MemoryMarshal.AsBytes<int>(sequence.Tokens).CopyTo(bytes);
        BitConverter.TryWriteBytes(bytes.AsSpan(bytes.Length - sizeof(int)), sequence.Scored);
        return Convert.ToHexStringLower(SHA256.HashData([.. Encoding.UTF8.GetBytes(_identity), 0, .. bytes]))[..32];
    }

    private void Load()
    {
        var bytes = new byte[_file.Length];
        _file.ReadExactly(bytes);
        for (var at = 0; at < bytes.Length;)
        {
            var end = bytes.AsSpan(at).IndexOf((byte)'\n') is >= 0 and var n ? at + n : bytes.Length;
            if (Read(bytes.AsSpan(at), out var length))
            {
                // Its own length tells where it ends, whatever became of the line's end.
                at += length + 1;
                continue;
            }

            Damaged += end > at ? 1 : 0;
            at = end + 1;
        }

        if (bytes is [.., not (byte)'\n'])
        {
            _file.Write("\n"u8);
        }
    }

    // Reads one record at the start of the bytes, and how many it takes.
    private bool Read(ReadOnlySpan<byte> bytes, out int length)
    {
        length = 0;
        var head = bytes[..Math.Min(bytes.Length, Checksum + 12)];
        if (head.Length <= Checksum || head[Checksum] != ' ' || head[(Checksum + 1)..].IndexOf((byte)' ') is not (> 0 and var digits) ||
            !int.TryParse(head.Slice(Checksum + 1, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var size) || size > bytes.Length - Checksum - digits - 2)
        {
            return false;
        }

        var payload = bytes.Slice(Checksum + digits + 2, size);
        if (!head[..Checksum].SequenceEqual(Encoding.ASCII.GetBytes(Sum(payload))))
        {
            return false;
        }

        length = Checksum + digits + 2 + size;
        var words = Encoding.ASCII.GetString(payload).Split(' ');
        if (words.Length > 2 && words[1].Length == words.Length - 2)
        {
            _known[words[0]] = new([.. words.Skip(2).Select(w => float.Parse(w, CultureInfo.InvariantCulture))], [.. words[1].Select(c => c == '1')]);
        }

        return true;
    }
}
