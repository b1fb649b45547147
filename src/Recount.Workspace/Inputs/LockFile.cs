using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Recount.Text;

namespace Recount.Workspace.Inputs;

/// <summary>
/// What inputs without a digest of their own were when they were first fetched: <c>recount.lock</c>, one line an input, ordered by name, made to be
/// committed and read in a diff.
/// </summary>
public sealed class LockFile
{
    public const string Name = "recount.lock";

    private const string Head = "# What inputs without a sha256 were when first fetched: name, sha256, bytes, url. Written by 'recount fetch'; commit it.";

    private readonly SortedDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>One input as it was first fetched.</summary>
    /// <param name="Url">As the spec had it then: an entry with another URL says nothing about the input.</param>
    public sealed record Entry(string Input, string Sha256, long Bytes, string Url);

    /// <summary>A lock file that knows nothing.</summary>
    public static LockFile Empty { get; } = new();

    public IEnumerable<Entry> Entries => _entries.Values;

    /// <summary>The entry of an input, where it was made for the same URL.</summary>
    public Entry? Of(string input, Uri url) => _entries.TryGetValue(input, out var entry) && entry.Url == url.AbsoluteUri ? entry : null;

    /// <summary>The same with an entry added, or put in the place of the one with its name.</summary>
    public LockFile With(Entry entry)
    {
        var next = new LockFile();
        foreach (var each in Entries.Append(entry))
        {
            next._entries[each.Input] = each;
        }

        return next;
    }

    /// <summary>Reads the text of a lock file.</summary>
    /// <param name="shown">Its path as people see it.</param>
    /// <exception cref="FormatException">A line is damaged: a lock file that lost an entry must not read as one without it.</exception>
    public static LockFile Parse(string text, string shown = Name)
    {
        var file = new LockFile();
        var number = 0;
        foreach (var line in text.EnumerateLines())
        {
            number++;
            if (line.IsWhiteSpace() || line[0] == '#')
            {
                continue;
            }

            var entry = EntryOf(line.ToString()) ?? throw Damaged($"is no 'name sha256 bytes url': {Plain.Short(line.ToString(), 80)}");
            if (!file._entries.TryAdd(entry.Input, entry))
            {
                throw Damaged($"names '{Plain.Short(entry.Input)}' a second time");
            }
        }

        return file;

        FormatException Damaged(string how) => new($"{shown}({number}): the line {how}");
    }

    /// <summary>The file's text; reading it gives an equal lock file.</summary>
    public string Render() => string.Concat(Entries.Select(e => Invariant($"{Escaped(e.Input)} {e.Sha256} {e.Bytes} {e.Url}\n")).Prepend(Head + "\n"));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static Entry? EntryOf(string line) =>
        line.Split(' ') is [{ Length: > 0 } name, var sha256, var bytes, { Length: > 0 } url] && Digest.Is(sha256)
        && long.TryParse(bytes, NumberStyles.None, CultureInfo.InvariantCulture, out var length) && TryName(name, out var input)
        && Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.AbsoluteUri == url
            ? new(input, sha256, length, url)
            : null;

    // A name is one word: blanks and whatever could break a line are written as in a URL.
    private static string Escaped(string name) => string.Join('/', name.Split('/').Select(Uri.EscapeDataString));

    private static bool TryName(string text, [NotNullWhen(true)] out string? name)
    {
        name = Uri.UnescapeDataString(text);
        return Escaped(name) == text;
    }
}
