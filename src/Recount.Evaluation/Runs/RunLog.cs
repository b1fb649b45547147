using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Recount.Evaluation.Runs;

/// <summary>
/// What a model said, one record a line, appended as it is measured: <c>checksum length payload</c>. A run that was killed goes on from it; a record that was
/// damaged is not used, and only that one.
/// </summary>
public sealed class RunLog : IDisposable
{
    // The first half of a record: eight digits of the payload's SHA-256, its length.
    private const int Checksum = 8;

    // Digits of the SHA-256 of all that a record hangs on.
    private const int KeyLength = 32;

    private static readonly TimeSpan OnDisk = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);
    private readonly string _identity;
    private readonly FileStream _file;
    private readonly System.Diagnostics.Stopwatch _sinceDisk = System.Diagnostics.Stopwatch.StartNew();

    private RunLog(FileStream file, string identity) => (_file, _identity) = (file, identity);

    /// <summary>Records that can be used.</summary>
    public int Records => _known.Count;

    /// <summary>Records that were damaged, or cut off by a kill.</summary>
    public int Damaged { get; private set; }

    /// <summary>Absolute.</summary>
    public string Path => _file.Name;

    /// <summary>Where the log of a model is kept that no other place was named for.</summary>
    /// <param name="cache">The cache folder.</param>
    public static string PathIn(string cache, Models.LoadedModel model, Tokens.ModelTokenizer tokenizer) => System.IO.Path.Combine(
        cache, "scores", $"{model.Digest.Sha256[..16]}-{tokenizer.Sha256[..8]}-{(model.Decoder.Device is Models.Device.Cuda ? "cuda" : "cpu")}.log");

    /// <summary>Opens the log of the cache; where another run is writing to it, one beside it.</summary>
    /// <inheritdoc cref="Open"/>
    public static RunLog OpenIn(string cache, Models.LoadedModel model, Tokens.ModelTokenizer tokenizer, bool fresh = false)
    {
        var (path, identity) = (PathIn(cache, model, tokenizer), TaskRun.Identity(model, tokenizer));
        for (var beside = 2; beside < 10; beside++)
        {
            try
            {
                return Open(beside == 2 ? path : $"{path}.{beside - 1}", identity, fresh);
            }
            catch (IOException) when (File.Exists(path))
            {
                // The next one.
            }
        }

        return Open($"{path}.9", identity, fresh);
    }

    /// <summary>Opens a log, or begins one. One process at a time.</summary>
    /// <param name="identity">All that scores hang on besides the tokens: digests of model and tokenizer, provider, element type, version of the scorer.</param>
    /// <param name="fresh">Use nothing that it holds; what is added counts from then on.</param>
    /// <exception cref="IOException">It cannot be read or written, another run is writing to it, or it is another file.</exception>
    public static RunLog Open(string path, string identity, bool fresh = false)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
        FileStream file;
        try
        {
            file = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1 << 16);
        }
        catch (IOException e) when (File.Exists(path))
        {
            throw new IOException($"'{path}' cannot be written: another run may be using it, and this one can have its own with --log. {e.Message}", e);
        }

        var log = new RunLog(file, identity);
        try
        {
            log.Load();
            if (fresh)
            {
                log._known.Clear();
            }

            return log;
        }
        catch
        {
            log.Dispose();
            throw;
        }
    }

    /// <summary>What is known of a sequence under this log's identity; null where nothing is.</summary>
    public TokenScores? Find(TokenSequence sequence)
    {
        var words = _known.GetValueOrDefault(Key(sequence))?.Split(' ');
        if (words is null || words[0].Length != words.Length - 1)
        {
            return null;
        }

        var values = words.Skip(1).Select(w => float.TryParse(w, CultureInfo.InvariantCulture, out var value) ? value : float.NaN).ToList();
        return values.TrueForAll(float.IsFinite) ? new(values, [.. words[0].Select(c => c == '1')]) : null;
    }

    /// <summary>What is known of a prompt under this log's identity; null where nothing is.</summary>
    public int[]? Find(Prompt prompt) =>
        _known.GetValueOrDefault(Key(prompt)) is { } tokens ? [.. tokens.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(t => int.Parse(t, CultureInfo.InvariantCulture))] : null;

    /// <summary>Adds what was measured; it is safe from a killed process at the next <see cref="Flush"/>.</summary>
    public void Add(TokenSequence sequence, TokenScores scores) =>
        Add(Key(sequence), string.Concat(scores.Greedy.Select(g => g ? '1' : '0')) +
            string.Concat(scores.LogProbabilities.Select(p => string.Create(CultureInfo.InvariantCulture, $" {p:R}"))));

    /// <summary>Adds what a model wrote after a prompt.</summary>
    public void Add(Prompt prompt, IEnumerable<int> tokens) => Add(Key(prompt), string.Join(' ', tokens.Select(t => t.ToString(CultureInfo.InvariantCulture))));

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

    private void Add(string key, string value)
    {
        _known[key] = value;
        var payload = Encoding.ASCII.GetBytes($"{key} {value}");
        _file.Write([.. Encoding.ASCII.GetBytes($"{Sum(payload)} {payload.Length} "), .. payload, (byte)'\n']);
    }

    private static string Sum(ReadOnlySpan<byte> payload) => Convert.ToHexStringLower(SHA256.HashData(payload))[..Checksum];

    private string Key(TokenSequence sequence) => Key(sequence.Tokens, sequence.Scored.ToString(CultureInfo.InvariantCulture));

    private string Key(Prompt prompt) => Key(prompt.Tokens, $"generate {prompt.Most} {string.Join(' ', prompt.Ends)} {string.Join('\0', prompt.Stops)}");

    private string Key(int[] tokens, string asked) => Convert.ToHexStringLower(SHA256.HashData(
        [.. Encoding.UTF8.GetBytes($"{_identity}\0{asked}\0"), .. System.Runtime.InteropServices.MemoryMarshal.AsBytes<int>(tokens)]))[..KeyLength];

    private void Load()
    {
        if (_file.Length > Array.MaxLength)
        {
            throw new IOException($"'{Path}' has {_file.Length:N0} bytes, more than are read; delete it, or name another with --log.");
        }

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

        if (_known.Count == 0 && !Begins(bytes))
        {
            throw new IOException($"'{Path}' is no log of scores, and nothing is written into it. Name another file with --log.");
        }

        if (bytes is [.., not (byte)'\n'])
        {
            _file.Write("\n"u8);
        }
    }

    // As far as it goes: a run may have been killed within its first record.
    private static bool Begins(ReadOnlySpan<byte> bytes)
    {
        var head = bytes[..Math.Min(bytes.Length, Checksum + 2)];
        for (var i = 0; i < head.Length; i++)
        {
            if (!(i == Checksum ? head[i] == ' ' : i < Checksum ? char.IsAsciiHexDigitLower((char)head[i]) : char.IsAsciiDigit((char)head[i])))
            {
                return false;
            }
        }

        return true;
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
        var text = Encoding.ASCII.GetString(payload);
        if (text.Length > KeyLength && text[KeyLength] == ' ')
        {
            _known[text[..KeyLength]] = text[(KeyLength + 1)..];
        }

        return true;
    }
}
