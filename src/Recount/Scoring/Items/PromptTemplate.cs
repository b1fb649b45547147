using System.Text;
using Recount.Text;

namespace Recount.Scoring.Items;

/// <summary>
/// Text in which <c>{column}</c>, <c>{question.stem}</c> or <c>{answers[0]}</c> stands for a field of an item; <c>{{</c> and <c>}}</c> are braces. What an item holds is put in
/// as it is: no braces are looked for in it, and no blank is added or taken away.
/// </summary>
public sealed class PromptTemplate
{
    private readonly IReadOnlyList<Piece> _pieces;

    private PromptTemplate(string written, Place at, IReadOnlyList<Piece> pieces) => (Written, At, _pieces) = (written, at, pieces);

    public string Written { get; }

    public Place At { get; }

    /// <summary>The field, where the template is exactly one and no other text.</summary>
    public FieldPath? Whole => _pieces is [{ Path: { } path }] ? path : null;

    public IEnumerable<FieldPath> Fields => _pieces.Select(p => p.Path).OfType<FieldPath>();

    /// <summary>The text outside of fields, piece by piece, with single braces.</summary>
    internal IEnumerable<string> Literals => _pieces.Where(p => p.Path is null).Select(p => p.Literal);

    /// <summary>Reads a template; null when there is a mistake in it. All of them are said.</summary>
    /// <param name="at">The place of a part of the text, by offset and length.</param>
    public static PromptTemplate? Read(string text, Func<int, int, Place> at, Diagnostics diagnostics)
    {
        var mark = diagnostics.Mark;
        var pieces = new List<Piece>();
        var literal = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('{' or '}'))
            {
                literal.Append(text[i]);
            }
            else if (i + 1 < text.Length && text[i + 1] == text[i])
            {
                literal.Append(text[i++]);
            }
            else if (text[i] == '}')
            {
                diagnostics.Add(Mistakes.LooseBrace(at(i, 1)));
            }
            else if (text.AsSpan(i + 1).IndexOfAny("{}\n") is var length && (length < 0 || text[i + 1 + length] != '}'))
            {
                diagnostics.Add(Mistakes.OpenBrace(at(i, 1)));
            }
            else
            {
                Flush(literal, pieces);
                if (FieldPath.Read(text.Substring(i + 1, length).Trim(), at(i, length + 2), diagnostics) is { } path)
                {
                    pieces.Add(new("", path));
                }

                i += length + 1;
            }
        }

        Flush(literal, pieces);
        return diagnostics.Mark > mark ? null : new(text, at(0, text.Length), pieces);
    }

    /// <summary>Reports fields that no item has; true when there are none.</summary>
    public bool Check(ItemSet items, Diagnostics diagnostics) => Fields.Aggregate(true, (sound, path) => path.Check(items, diagnostics) && sound);

    /// <summary>The text for an item: numbers as the file writes them, <c>true</c> and <c>false</c>.</summary>
    /// <exception cref="FormatException">The item has no such field, or a list or record in it; the message is a sentence that names the item.</exception>
    public string Render(Item item)
    {
        var text = new StringBuilder();
        foreach (var (literal, path) in _pieces)
        {
            text.Append(path is null ? literal : Shown(item, path));
        }

        return text.ToString();
    }

    /// <summary>A field as text; null where it is neither text, number, true nor false.</summary>
    internal static string? Shown(Field field) => field switch
    {
        Field.Text text => text.Value,
        Field.Number number => number.Written,
        Field.Truth truth => truth.Kind,
        _ => null,
    };

    private string Shown(Item item, FieldPath path)
    {
        var field = path.Find(item, out var problem);
        return problem is not null ? throw ItemMistakes.NoText(item, problem, Written) : Shown(field) ?? throw ItemMistakes.NotInText(item, path.Written, field);
    }

    private static void Flush(StringBuilder literal, List<Piece> pieces)
    {
        if (literal.Length > 0)
        {
            pieces.Add(new(literal.ToString(), null));
            literal.Clear();
        }
    }

    private sealed record Piece(string Literal, FieldPath? Path);
}
