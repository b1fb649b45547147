using System.Text;
using Recount.Text;

namespace Recount.Reports;

/// <summary>What a piece of text is to the reader; a terminal may give it a colour, nothing depends on that.</summary>
public enum Tone
{
    Plain,
    Strong,
    Faint,
    Good,
    Warn,
    Bad,
}

/// <summary>
/// A piece of text in one tone. Its text is neutralised: it cannot steer a terminal, and no build tool reads an error in it.
/// </summary>
public sealed record Piece
{
    public Piece(string text, Tone tone = Tone.Plain)
        : this(Plain.NoBuildError(Plain.Line(text)), tone, true)
    {
    }

    private Piece(string safe, Tone tone, bool _) => (Text, Tone) = (safe, tone);

    public string Text { get; }

    public Tone Tone { get; }

    /// <summary>The one line that is meant to read as an error: a mistake's.</summary>
    public static Piece Headline(Diagnostic mistake) => new(mistake.Headline, Tone.Strong, true);
}

/// <summary>Lines of text for a terminal, a pipe or a log, wrapped to a width. Renders nothing by itself.</summary>
/// <param name="width">Columns of the terminal.</param>
public sealed class Page(int width)
{
    private readonly List<IReadOnlyList<Piece>> _lines = [];

    /// <summary>The widest that a page becomes, however wide the terminal is.</summary>
    public const int MaxWidth = 96;

    /// <summary>The narrowest that text is wrapped to.</summary>
    public const int MinWidth = 24;

    public int Width { get; } = Math.Clamp(width, MinWidth, MaxWidth);

    public IReadOnlyList<IReadOnlyList<Piece>> Lines => _lines;

    public Page Blank()
    {
        if (_lines.Count > 0 && _lines[^1].Count > 0)
        {
            _lines.Add([]);
        }

        return this;
    }

    /// <summary>One line as it is, however long.</summary>
    public Page Line(Piece first, params Piece[] rest)
    {
        _lines.Add([first, .. rest]);
        return this;
    }

    /// <summary>A faint label and a text.</summary>
    public Page Labelled(string label, string text) => Line(new(label, Tone.Faint), [new Piece(text)]);

    /// <summary>Pieces on the left and one on the right edge; the right one goes to a line of its own where both do not fit.</summary>
    public Page Edges(IReadOnlyList<Piece> left, Piece right)
    {
        var used = left.Sum(p => p.Text.Length);
        if (used + 2 + right.Text.Length > Width)
        {
            _lines.Add(left);
            _lines.Add([new("  "), right]);
        }
        else
        {
            _lines.Add([.. left, new(new string(' ', Width - used - right.Text.Length)), right]);
        }

        return this;
    }

    /// <summary>Running text, wrapped at blanks and indented.</summary>
    /// <param name="first">Stands before the first line, inside the indent; on a line of its own where it is too long for that.</param>
    public Page Text(string text, int indent = 0, Tone tone = Tone.Plain, string first = "")
    {
        indent = Math.Min(indent, Width / 2);
        var room = Width - indent;
        var line = new StringBuilder();
        if (first.Length >= indent && first.Length > 0)
        {
            _lines.Add([new(first, Tone.Faint)]);
            first = "";
        }

        var lead = first.PadRight(indent);
        foreach (var word in Words(Plain.Line(text)))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > room)
            {
                _lines.Add([new(lead, Tone.Faint), new(line.ToString(), tone)]);
                lead = new(' ', indent);
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        _lines.Add([new(lead, Tone.Faint), new(line.ToString(), tone)]);
        return this;
    }

    // A percent sign stays with its number.
    private static IEnumerable<string> Words(string text)
    {
        string? held = null;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (held is not null && word[0] == '%')
            {
                held += " " + word;
                continue;
            }

            if (held is not null)
            {
                yield return held;
            }

            held = word;
        }

        if (held is not null)
        {
            yield return held;
        }
    }

    /// <summary>The page without tones: what a pipe gets.</summary>
    public override string ToString() =>
        string.Concat(_lines.Select(l => string.Concat(l.Select(p => p.Text)).TrimEnd() + "\n"));
}
