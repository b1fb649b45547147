using System.Globalization;
using Recount.Scoring.Items;
using Recount.Scoring.Tasks;
using Recount.Text;

namespace Recount.Scoring.Formats;

/// <summary>Lays out a task in each format of a grid.</summary>
/// <param name="task">What all of them have in common.</param>
/// <param name="name">What draws of shots hang on: the same for all formats, so that they show the same examples.</param>
/// <param name="whole">The place of the evaluation.</param>
public sealed class FormatTasks(FormattedTask task, string name, Place whole, Diagnostics diagnostics)
{
    // Columns that are made; no file has a name like these.
    private const string GoldColumn = "#gold";

    /// <summary>Where it is said which field is right; null where nothing but the task says so.</summary>
    public Place? GoldAt { get; init; }

    private readonly DerivedItems _derived = new(whole, diagnostics);
    private readonly Dictionary<string, int> _choices = new(StringComparer.Ordinal);

    /// <summary>A task for each format, in their order; null when there is a mistake in one. All of them are said.</summary>
    /// <param name="pool">Where shots come from, if a format has any.</param>
    public IReadOnlyList<FormatTask>? Of(IReadOnlyList<Format> formats, ItemSet items, ItemSet pool)
    {
        var mark = diagnostics.Mark;
        pool = formats.All(f => FormatGrid.Effective(f, FormatKey.Of("shots")!) == "0") ? items : pool;
        var own = formats.Select(f => new Format(f.Name, [.. task.Said.Where(s => f.One(s.Key) is null && !(s.Key == "choices" && f.One("verbalizers") is not null)), .. f.Said])).ToList();
        var missing = new List<(string Name, IReadOnlyList<string> Columns)>();
        ItemSet Prepared(ItemSet set) => Filtered(Named(set, missing), own);
        var (evaluated, shown) = (Prepared(items), ReferenceEquals(pool, items) ? null : Prepared(pool));
        var before = diagnostics.Mark;
        (evaluated, shown) = (Gold(evaluated, own), shown is null ? null : Gold(shown, own));
        if (diagnostics.Mark > before)
        {
            // Without a right answer nothing can be made; what is wrong with the formats is said all the same.
            foreach (var (format, number) in own.Select((f, i) => (f, i)))
            {
                Lacks(new FormatLayout(format, number, task, whole, diagnostics).Texts(), evaluated, missing);
            }

            return null;
        }

        List<FormatTask?> made = [.. own.Select((f, i) => One(f, i, evaluated, shown ?? evaluated, missing))];
        return diagnostics.Mark > mark ? null : [.. made.Select(m => m!)];
    }

    // The names that layouts use, where the file has other ones.
    private ItemSet Named(ItemSet items, List<(string Name, IReadOnlyList<string> Columns)> missing)
    {
        foreach (var (field, columns) in task.Fields.Where(f => !items.Columns.Contains(f.Name)))
        {
            if (columns.Select(c => FilteredField.Read(c, whole, diagnostics)).OfType<FilteredField>().FirstOrDefault(f => f.IsIn(items)) is { } found)
            {
                items = _derived.With(items, field, found.Of);
            }
            else if (missing.All(m => m.Name != field))
            {
                missing.Add((field, columns));
            }
        }

        return items;
    }

    // Fields that a format changes before it shows them.
    private ItemSet Filtered(ItemSet items, IReadOnlyList<Format> formats)
    {
        foreach (var text in formats.SelectMany(f => f.Said).Where(s => s.Key is "template" or "choices" or "completion" or "answer" or "target" or "instruction"))
        {
            foreach (var path in (PromptTemplate.Read(text.Text, text.At, new())?.Fields ?? []).Where(p => FilteredField.Is(p.Written) && !items.Columns.Contains(p.Written)))
            {
                if (FilteredField.Read(path.Written, path.At, diagnostics) is { } field && field.IsIn(items))
                {
                    items = _derived.With(items, path.Written, field.Of);
                }
            }
        }

        return items;
    }

    private ItemSet Gold(ItemSet items, IReadOnlyList<Format> formats)
    {
        var chosen = formats.Any(f => f.One("verbalizers") is not null || (task.Classes.Count > 0 ? f.One("answer") is null : f.One("choices") is not null));
        if (!chosen || GoldIn(items) is not { } path || task.Classes.Count == 0)
        {
            return items;
        }

        return _derived.With(items, GoldColumn, item => path.Find(item) is var field && PromptTemplate.Shown(field) is { } text && task.ClassOf(text) is { } index ? Number(index)
            : throw new FormatException($"Item '{Plain.Short(item.Id)}' has {Plain.Short(field.Json, 40)} in '{task.Gold}', which is none of the classes " +
                $"{string.Join(", ", task.Classes.Select(c => c[0]))}"));
    }

    // Where the items say which answer is right; null where none does, which is said.
    private FieldPath? GoldIn(ItemSet items)
    {
        if (task.Fields.FirstOrDefault(f => f.Name == task.Gold) is { Columns: { } columns } && !items.Columns.Contains(task.Gold))
        {
            diagnostics.Add(Mistakes.NoSuchField(whole, task.Name, task.Gold, columns, items.OwnColumns));
            return null;
        }

        return FieldPath.Read(task.Gold, GoldAt ?? whole, diagnostics) is { } path && path.Check(items, diagnostics) ? path : null;
    }

    private void Holds(string field, ItemSet items, Place at)
    {
        if (FieldPath.Read(field, at, diagnostics) is { } path && path.Check(items, diagnostics)
            && items.Items.FirstOrDefault(i => ScoredBy.Written.IsTrue(path.Find(i)) is null) is { } odd)
        {
            diagnostics.Add(Mistakes.NotThisItem(at, $"Item '{Plain.Short(odd.Id)}' has {Plain.Short(path.Find(odd).Json, 40)} in '{field}', which is neither true nor false"));
        }
    }

    // Fields that no column gives are said; those whose filters cannot be read were said before.
    private bool Lacks(IReadOnlyList<TaskText> said, ItemSet items, IReadOnlyList<(string Name, IReadOnlyList<string> Columns)> missing)
    {
        var lacks = false;
        foreach (var path in said.SelectMany(t => PromptTemplate.Read(t.Text, t.At, new())?.Fields ?? []))
        {
            var isNamed = missing.FirstOrDefault(m => m.Name == path.Written.Split('|')[0]);
            if (isNamed.Columns is { } columns)
            {
                diagnostics.Add(Mistakes.NoSuchField(path.At, task.Name, isNamed.Name, columns, items.OwnColumns));
            }

            lacks |= isNamed.Columns is not null || (FilteredField.Is(path.Written) && FilteredField.Read(path.Written, path.At, new()) is null);
        }

        return lacks;
    }

    private FormatTask? One(Format format, int number, ItemSet items, ItemSet pool, IReadOnlyList<(string Name, IReadOnlyList<string> Columns)> missing)
    {
        var mark = diagnostics.Mark;
        var layout = new FormatLayout(format, number, task, whole, diagnostics);
        var said = layout.Texts();
        IReadOnlyList<TaskText> group = task.Group is null ? [] : [new("group", task.Group, (_, _) => whole)];
        if (Lacks([.. said, .. group], items, missing) || diagnostics.Mark > mark)
        {
            return null;
        }

        // Where choices differ from item to item they may stand in another order in another format.
        var right = task.Classes.Count > 0 ? GoldColumn : $"{GoldColumn} {Number(string.Join('\n', format.Many("choices").Select(c => c.Text)))}";
        ItemSet Completed(ItemSet set) => layout.Columns(set).Aggregate(set, (s, c) => _derived.With(s, c.Name, c.Of));
        var (own, shots) = (Completed(items), Completed(pool));
        if (layout.Choices is { } choices && task.Classes.Count == 0)
        {
            // Where a choice is its own label, A or 1, that is what gold says; else as a reader without a declaration would take it.
            Func<Item, Field> gold = item => One([.. ItemGold.Of(item, task, choices.Render(item)).Select(Number)]);
            (own, shots) = (_derived.With(own, right, gold), _derived.With(shots, right, gold));
        }

        if (layout.IsWritten && format.One("answer") is null)
        {
            Func<Item, Field> target = item => One([.. (item[right] is Field.List several ? several.Elements : [item[right]])
                .Select(r => new Field.Text(layout.Target(item, int.Parse(PromptTemplate.Shown(r) ?? "0", CultureInfo.InvariantCulture))))]);
            var column = layout.TargetColumn;
            (own, shots) = (_derived.With(own, column, target), _derived.With(shots, column, target));
            said = [.. said, new("answer", $"{{{column}}}", (_, _) => whole)];
        }

        if (layout.By is ScoredBy.Written { Holds: { } holds } && format.One("holds") is { } written)
        {
            Holds(holds, own, written.Whole);
            Holds(holds, shots, written.Whole);
        }

        // A solved example shows a right answer: of those that a format asks to be judged, only the ones that hold.
        if (layout.By is ScoredBy.Written { Holds: not null } judged)
        {
            shots = shots with { Items = [.. shots.Items.Where(judged.IsWanted)] };
        }

        if (layout.IsRanked)
        {
            said = [.. said, new("gold", $"{{{right}}}", (_, _) => whole), new("gold-as", "index", (_, _) => whole)];
        }

        return diagnostics.Mark == mark && new TaskReader(said, whole, diagnostics).Read(name, own, shots) is { } read
            ? new(format, read, layout.By, FormatGrid.Effective(format, FormatKey.Of("bos")!), layout.Unconditional) : null;
    }

    // Several are a list.
    private static Field One(IReadOnlyList<Field> fields) => fields is [var only] ? only : new Field.List(fields);

    private int Number(string choices) => _choices.TryGetValue(choices, out var number) ? number : _choices[choices] = _choices.Count;

    private static Field.Number Number(int index) => new(index.ToString(CultureInfo.InvariantCulture));
}
