using System.Globalization;
using Recount.Text;

namespace Recount.Scoring.Items;

/// <summary>
/// How a field of an item is named: a column, <c>question.stem</c> for a part of a record, <c>answers[0]</c> for an element of a list, from 0. A name behind a list
/// is taken of each element: of a list of choices, <c>choices.text</c> is the list of their texts. A column that is called exactly as the path is written
/// is meant first, so that flattened files, with columns such as <c>question.stem</c>, read like nested ones.
/// </summary>
public sealed class FieldPath
{
    private readonly IReadOnlyList<Step> _steps;

    private FieldPath(string written, Place at, IReadOnlyList<Step> steps) => (Written, At, _steps) = (written, at, steps);

    public string Written { get; }

    public Place At { get; }

    /// <summary>Reads a path; null when it is none, which is said.</summary>
    public static FieldPath? Read(string text, Place at, Diagnostics diagnostics)
    {
        var steps = new List<Step>();
        var rest = text.AsSpan();
        while (true)
        {
            var end = rest.IndexOfAny('.', '[');
            var name = end < 0 ? rest : rest[..end];
            if (name.IsWhiteSpace() || name.IndexOfAny("]{}") >= 0)
            {
                diagnostics.Add(Mistakes.NoField(at, text, name.IsWhiteSpace() ? "a name is missing" : "a bracket or brace stands in a name"));
                return null;
            }

            steps.Add(new(name.ToString(), null));
            rest = rest[name.Length..];
            while (rest.StartsWith('['))
            {
                var close = rest.IndexOf(']');
                if (close < 0 || !int.TryParse(rest[1..close], NumberStyles.None, CultureInfo.InvariantCulture, out var index))
                {
                    diagnostics.Add(Mistakes.NoField(at, text, "behind [ stands the number of an element, from 0, and ]"));
                    return null;
                }

                steps.Add(new(null, index));
                rest = rest[(close + 1)..];
            }

            if (rest.IsEmpty)
            {
                return new(text, at, steps);
            }

            if (!rest.StartsWith('.'))
            {
                diagnostics.Add(Mistakes.NoField(at, text, "behind ] stands a dot, another [ or nothing"));
                return null;
            }

            rest = rest[1..];
        }
    }

    /// <summary>The field of an item; <see cref="Field.Missing"/> where the item has none.</summary>
    public Field Find(Item item) => Find(item, out _);

    /// <param name="problem">Why it is missing, or null.</param>
    internal Field Find(Item item, out string? problem)
    {
        problem = null;
        var whole = item.Fields.TryGetValue(Written, out var exact);
        var field = whole ? exact! : item[_steps[0].Name!];
        var reached = whole ? Written : _steps[0].Name!;
        foreach (var step in whole ? [] : _steps.Skip(1))
        {
            if (step.Of(field, reached, out problem) is not { } next)
            {
                return Field.Nothing;
            }

            field = next;
            reached += step;
        }

        problem = field is Field.Missing ? ItemMistakes.Empty(reached) : null;
        return field;
    }

    /// <summary>Reports a name that no item has, with the nearest one; true when there is none such.</summary>
    internal bool Check(ItemSet items, Diagnostics diagnostics)
    {
        if (items.Columns.Contains(Written))
        {
            return true;
        }

        if (!items.Columns.Contains(_steps[0].Name))
        {
            diagnostics.Add(Mistakes.UnknownField(At, _steps.Count == 1 ? Written : _steps[0].Name!, "", items.OwnColumns));
            return false;
        }

        IEnumerable<Field> reached = items.Items.Select(i => i[_steps[0].Name!]);
        var owner = _steps[0].Name!;
        foreach (var step in _steps.Skip(1))
        {
            var fields = reached.Where(f => f is not Field.Missing).ToList();
            if (step.Name is { } name && fields.Count > 0)
            {
                var keys = fields.SelectMany(Step.Parts).SelectMany(r => r.Parts.Keys).Distinct().ToList();
                if (!keys.Contains(name))
                {
                    diagnostics.Add(Mistakes.UnknownField(At, name, owner, keys));
                    return false;
                }
            }

            reached = fields.Select(f => step.Of(f, owner, out _)).OfType<Field>();
            owner += step;
        }

        return true;
    }

    private sealed record Step(string? Name, int? Index)
    {
        public static IEnumerable<Field.Record> Parts(Field field) => field switch
        {
            Field.Record record => [record],
            Field.List list => list.Elements.OfType<Field.Record>(),
            _ => [],
        };

        /// <summary>What it leads to; null, with the reason, where it leads nowhere.</summary>
        public Field? Of(Field field, string reached, out string? problem)
        {
            problem = null;
            switch (field)
            {
                case Field.Record record when Name is not null && record.Parts.TryGetValue(Name, out var part):
                    return part;
                case Field.List list when Index is { } index && index < list.Elements.Count:
                    return list.Elements[index];
                case Field.List list when Name is not null && list.Elements.Count > 0 && list.Elements.All(e => e is Field.Record):
                    return new Field.List([.. list.Elements.Select(e => ((Field.Record)e).Parts.GetValueOrDefault(Name, Field.Nothing))]);
                default:
                    problem = ItemMistakes.NoStep(field, reached, Name, Index);
                    return null;
            }
        }

        public override string ToString() => Name is not null ? $".{Name}" : $"[{Index}]";
    }
}
