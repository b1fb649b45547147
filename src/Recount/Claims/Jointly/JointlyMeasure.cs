using Recount.Findings;
using Recount.Printed;
using Recount.Quantities;
using Recount.Quantities.Expressions;
using Recount.Quantities.Systems;

namespace Recount.Claims.Jointly;

/// <summary>Statements that share printed numbers and should hold at once.</summary>
public sealed record JointlyMeasure : Measure
{
    /// <summary>Statements of a group that are held together before a search is not begun.</summary>
    public const int MostStatements = 1_000;

    private readonly IReadOnlyList<Statement> _statements;
    private readonly IReadOnlyList<PrintedNumber> _numbers;

    internal JointlyMeasure(IReadOnlyList<Statement> statements) =>
        (_statements, _numbers) = (statements, [.. statements.SelectMany(s => s.Numbers).DistinctBy(Statement.Identity)]);

    public override IReadOnlyList<PrintedNumber> Inputs => _numbers;

    public override Measurement Run()
    {
        if (_statements.Count > MostStatements)
        {
            return new Measurement.TooMany($"more than {NumberText.Fixed((System.Numerics.BigInteger)MostStatements, 0)} statements");
        }

        // What cannot hold alone is said by its own claim; the rest is asked.
        var system = new JointSystem(_statements, _numbers, n => n.Value.Interval);
        var apart = Enumerable.Range(0, _statements.Count).Where(i => system.Search([i]) is Joint.Never).ToHashSet();
        var asked = Enumerable.Range(0, _statements.Count).Where(i => !apart.Contains(i)).ToList();
        var found = system.Search(asked);
        if (found is not Joint.Never never)
        {
            return new Measurement.Together([.. apart], found, [], false);
        }

        var conflict = system.Minimal(asked, never);
        var wide = new JointSystem(_statements, _numbers, n => n.Value.WideInterval ?? n.Value.Interval);
        return new Measurement.Together([.. apart], found, conflict, wide.Search(conflict) is not Joint.Never);
    }

    public override Judgement Judge(Measurement measurement, Claim claim, Check check)
    {
        if (measurement is Measurement.TooMany(var steps))
        {
            return With(new Verdict.NotTestable($"none: {steps} share printed numbers", "fewer claims by name, instead of all"), new Joint.Undecided(),
                $"{_statements.Count} statements share printed numbers: too many to hold together.");
        }

        var (apart, found, conflict, wide) = (Measurement.Together)measurement;
        var all = _statements.Count - apart.Count;
        var left = apart.Count == 0 ? "" : $" Left out: {Names(apart)}, which cannot hold alone.";
        var statements = $"{all} statements about {_numbers.Count} printed numbers";
        if (all < 2)
        {
            return With(new Verdict.NotTestable("none: fewer than two of the statements can hold alone", "the claims that cannot"), found,
                $"Of {_statements.Count} statements that share printed numbers {(all == 0 ? "none" : "one")} can hold alone: there is nothing left to hold together.{left}");
        }

        switch (found)
        {
            case Joint.Holds holds:
                return With(new Verdict.Consistent($"{statements} were held together"), found, $"{statements} can hold at once{Witness(holds)}.{left}");
            case Joint.Undecided:
                return With(new Verdict.Inconclusive($"a search over more than {JointSearch.MostParts} parts of the rounding box"), found,
                    $"{statements}: neither numbers that satisfy all nor a proof against them was found within {JointSearch.MostParts} parts of the rounding box.{left}");
            default:
                return Conflict(found, conflict, wide, left);
        }
    }

    private Judgement Conflict(Joint found, IReadOnlyList<int> conflict, bool wide, string left)
    {
        var numbers = conflict.SelectMany(i => _statements[i].Numbers).DistinctBy(Statement.Identity).ToList();
        var fewer = conflict.Count == 2 ? "each" : $"any {conflict.Count - 1} of them";
        var together = $"These {conflict.Count} cannot hold at once, whatever their {numbers.Count} numbers were before rounding, though {fewer} may: " +
            $"{string.Join("; ", conflict.Select(i => $"{_statements[i].Key} ({Text(_statements[i])})"))}.{left}";
        const string otherwise = "One of these must be otherwise: one of the statements, a number in them, or the rounding.";
        var (verdict, reason) = ((Verdict, string))(
            wide ? (new Verdict.Inconclusive("the number of significant digits of numbers that end in zeros"), "They can if zeros at the end of a number are not significant.")
            : conflict.Any(i => _statements[i].IsSoft)
                ? (new Verdict.Deviates(), "One of them rests on another work's number, a tolerance or a reading that this spec declares.")
            : (new Verdict.Inconsistent(otherwise), otherwise));
        return With(verdict, found, $"{together} {reason}", conflict) with { RestsOn = numbers };
    }

    private string Witness(Joint.Holds holds)
    {
        const int most = 4;
        var moved = _numbers.Zip(holds.Point).Where(x => x.First.Value.Value != x.Second).Select(x => $"{x.First.Label} = {x.First.Value.Show(x.Second, 4)}").ToList();
        return moved.Count == 0 ? ", with the numbers as printed"
            : $", with {string.Join(", ", moved.Take(most))}{(moved.Count > most ? $" and {moved.Count - most} more" : "")}";
    }

    private string Names(IReadOnlyList<int> statements)
    {
        const int most = 3;
        return string.Join(", ", statements.Take(most).Select(i => _statements[i].Key)) + (statements.Count > most ? $" and {statements.Count - most} more" : "");
    }

    private static string Text(Statement statement) => $"{statement.Relation.WithNumbers()}{(statement.Check.Published is { } published ? $" = {published.Shown}" : "")}";

    private static string Named(Statement statement) => $"{statement.Relation.WithNames()}{(statement.Check.Published is { } published ? $" = {published.Shown}" : "")}";

    private Judgement With(Verdict verdict, Joint found, string reason, IReadOnlyList<int>? conflict = null)
    {
        var measured = conflict is not null ? $"cannot hold at once: {string.Join("; ", conflict.Select(i => _statements[i].Key))}"
            : verdict is Verdict.Consistent ? "can hold at once"
            : verdict is Verdict.NotTestable ? "not held together"
            : "undecided";
        const int most = 12;
        var shown = conflict is null ? _statements : [.. conflict.Select(i => _statements[i])];
        var moved = found is Joint.Holds holds ? _numbers.Zip(holds.Point).Where(x => x.First.Value.Value != x.Second).Take(most) : [];
        return new(
            verdict, $"{_statements.Count} statements", null, "", new(measured, null), reason,
            [
                .. shown.Take(most).Select(s => new Step(s.Key, Named(s))),
                .. shown.Count > most ? [new Step("statements", $"and {shown.Count - most} more")] : Array.Empty<Step>(),
                new("numbers", string.Join(", ", shown.SelectMany(s => s.Numbers).DistinctBy(Statement.Identity).Take(most).Select(n => $"{n.Label} {n.Shown}"))),
                .. moved.Select(x => new Step("such as", $"{x.First.Label} = {x.First.Value.Show(x.Second, 4)} (printed {x.First.Shown})")),
                new("rule",
                    "numbers that print so satisfy all: consistent; over the whole rounding box a weighted sum of the statements is out of reach: " +
                    "inconsistent; neither found: inconclusive"),
                new("verdict", verdict is Verdict.Consistent ? "possible; not a reproduction" : verdict.Word),
            ]);
    }
}
