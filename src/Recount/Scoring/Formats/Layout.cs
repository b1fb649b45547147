using System.Globalization;
using System.Text;
using Recount.Scoring.Tasks;
using Recount.Text;

namespace Recount.Scoring.Formats;

/// <summary>
/// A template of which parts are slots: <c>[question]</c> is a label and its separator, <c>[options]</c>, <c>[choices]</c> and <c>[verbalizer]</c> are filled with what the format
/// says. Doubled brackets are brackets. What stands in braces is left to <see cref="Items.PromptTemplate"/>.
/// </summary>
internal sealed class Layout
{
    /// <summary>Slots that are no labels.</summary>
    public const string Options = "options", Choices = "choices", Verbalizer = "verbalizer", Answer = "answer";

    private readonly TaskText _source;
    private readonly IReadOnlyList<Part> _parts;

    private Layout(TaskText source, IReadOnlyList<Part> parts) => (_source, _parts) = (source, parts);

    /// <summary>The names of the slots, in order.</summary>
    public IEnumerable<string> Slots => _parts.Where(p => p.Slot is not null).Select(p => p.Slot!);

    /// <summary>Reads a layout; null when there is a mistake in it. All of them are said.</summary>
    public static Layout? Read(TaskText source, Diagnostics diagnostics)
    {
        var mark = diagnostics.Mark;
        var (parts, text, inBraces) = (new List<Part>(), source.Text, false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            // Doubled braces are text, inside which brackets are slots; a field may hold brackets of its own.
            if (c is '{' or '}' && i + 1 < text.Length && text[i + 1] == c)
            {
                parts.Add(new(text.Substring(i, 2), null, i++));
                continue;
            }

            inBraces = c switch { '{' => true, '}' => false, _ => inBraces };
            if (inBraces || c is not ('[' or ']'))
            {
                parts.Add(new(c.ToString(), null, i, !inBraces && c == '\n'));
            }
            else if (i + 1 < text.Length && text[i + 1] == c)
            {
                parts.Add(new(c.ToString(), null, i++));
            }
            else if (c == ']' || text.AsSpan(i + 1).IndexOfAny("[]\n") is var length && (length <= 0 || text[i + 1 + length] != ']'))
            {
                diagnostics.Add(Mistakes.LooseBracket(source.At(i, 1), c == '['));
            }
            else
            {
                parts.Add(new("", text.Substring(i + 1, length), i));
                i += length + 1;
            }
        }

        return diagnostics.Mark > mark ? null : new(source, parts);
    }

    /// <summary>The label at the very end, or null.</summary>
    public string? EndsWithLabel => _parts is [.., { Slot: { } slot }] && slot is not (Options or Choices or Verbalizer) ? slot : null;

    /// <summary>This layout with a place for lettered choices: its own, else before the last label, else at the end.</summary>
    public Layout WithChoices()
    {
        if (Slots.Contains(Choices))
        {
            return this;
        }

        var last = _parts.ToList().FindLastIndex(p => p.Slot is { } slot && slot != Options);
        var at = _parts.Count > 0 ? _parts[^1].At : 0;
        return new(_source, last < 0 ? [.. _parts, new("\n", null, at, true), new("", Choices, at)] : [.. _parts.Take(last), new("", Choices, _parts[last].At), .. _parts.Skip(last)]);
    }

    /// <summary>Fills the slots; each place of the text that comes of it leads back to the source.</summary>
    /// <param name="key">Of the text that comes of it.</param>
    /// <param name="slot">What stands for a slot, as a template.</param>
    /// <param name="newline">What stands for a run of breaks; null leaves them.</param>
    public TaskText Fill(string key, Func<string, string> slot, string? newline)
    {
        var (text, from) = (new StringBuilder(), new List<int>());
        void Add(string piece, int at)
        {
            text.Append(piece);
            from.AddRange(Enumerable.Repeat(at, piece.Length));
        }

        for (var i = 0; i < _parts.Count; i++)
        {
            var part = _parts[i];
            if (part.IsBreak && newline is not null)
            {
                Add(i > 0 && _parts[i - 1].IsBreak ? "" : newline, part.At);
            }
            else
            {
                Add(part.Slot is { } name ? slot(name) : part.Literal, part.At);
            }
        }

        return new(key, text.ToString(), (offset, length) => offset >= from.Count ? _source.Whole
            : _source.At(from[offset], Math.Max(1, from[Math.Min(from.Count, offset + Math.Max(1, length)) - 1] + 1 - from[offset])));
    }

    /// <summary>Text as a template shows it, whatever braces it holds.</summary>
    public static string Escaped(string text) => text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);

    /// <summary>A label in a casing.</summary>
    public static string Cased(string label, string casing) => casing switch
    {
        "lower" => label.ToLowerInvariant(),
        "upper" => label.ToUpperInvariant(),
        "title" => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(label.ToLowerInvariant()),
        _ => label,
    };

    /// <summary>Words as a list in a sentence: "true, false, or neither"; "True or False".</summary>
    public static string InWords(IReadOnlyList<string> words) => words.Count switch
    {
        0 => "",
        1 => words[0],
        2 => $"{words[0]} or {words[1]}",
        _ => $"{string.Join(", ", words.SkipLast(1))}, or {words[^1]}",
    };

    private sealed record Part(string Literal, string? Slot, int At, bool IsBreak = false);
}
