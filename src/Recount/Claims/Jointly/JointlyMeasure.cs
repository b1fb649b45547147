using Recount.Claims.Relation;
using Recount.Findings;
using Recount.Printed;
using Recount.Quantities;
using Recount.Quantities.Systems;

namespace Recount.Claims.Jointly;

/// <summary>Statements that share printed numbers and should hold at once.</summary>
public sealed record JointlyMeasure : Measure
{
    /// <summary>Statements of a group that are held together before a search is not begun.</summary>
    public const int MostStatements = 1_000;

    /// <summary>Numbers in one statement.</summary>
    public const int MostInputs = 300;

    // A witness has few digits; beyond so many it is shown rounded.
    private const int Digits = 12;

    private readonly IReadOnlyList<Statement> _statements;
    private readonly IReadOnlyList<PrintedNumber> _numbers;

    internal JointlyMeasure(IReadOnlyList<Statement> statements) =>
        (_statements, _numbers) = (statements, [.. statements.SelectMany(s => s.Numbers).DistinctBy(Statement.Identity)]);

    public override IReadOnlyList<PrintedNumber> Inputs => _numbers;

    public override Measurement Run()
    {
        var system = new JointSystem(_statements, _numbers, n => n.Value.Interval);
        if (_statements.Count > MostStatements || system.Count > MostStatements || _statements.Any(s => s.Relation.Numbers.Count > MostInputs))
        {
            return new Measurement.TooMany($"more than {Number(MostStatements)} statements, or {MostInputs} numbers in one,");
        }

        // What cannot hold alone is said by its own claim; the rest is asked, at first without what contradicts nobody.
        var apart = Enumerable.Range(0, _statements.Count).Where(i => system.Search([i]) is Joint.Never).ToHashSet();
        var asked = Enumerable.Range(0, _statements.Count).Where(i => !apart.Contains(i)).ToList();
        var hard = asked.Where(i => !_statements[i].IsSoft).ToList();
        var among = hard.Count is > 1 && hard.Count < asked.Count && system.Search(hard) is Joint.Never ? hard : asked;
        var found = system.Search(among);
        if (found is Joint.Never never)
        {
            var (conflict, needed) = system.Minimal(among, never);
            var isOpen = conflict.SelectMany(i => _statements[i].Numbers).Any(n => n.Value.WideInterval is not null);
            var wide = isOpen ? new JointSystem(_statements, _numbers, n => n.Value.WideInterval ?? n.Value.Interval).Search(conflict) : null;
            return new Measurement.Together([.. apart], found, conflict, needed, wide, false);
        }

        var tie = found is Joint.Holds holds && system.IsAtAnEnd(holds) &&
            !Rounding.Nearest.Any(rule => new JointSystem(_statements, _numbers, n => RelationText.UnderOne(n, rule)).Search(among) is Joint.Holds);
        return new Measurement.Together([.. apart], found, [], false, null, tie);
    }

    public override Judgement Judge(Measurement measurement, Claim claim, Check check)
    {
        if (measurement is Measurement.TooMany(var steps))
        {
            return With(new Verdict.NotTestable($"none: {steps} share printed numbers", "fewer claims by name, instead of all"), new Joint.Undecided(),
                $"{_statements.Count} statements share printed numbers: too many to hold together.");
        }

        var together = (Measurement.Together)measurement;
        var asked = Enumerable.Range(0, _statements.Count).Except(together.Apart).ToList();
        var left = together.Apart.Count == 0 ? "" : $" Left out, since they cannot hold alone as printed, as their own findings say: {Names(together.Apart)}.";
        var numbers = asked.SelectMany(i => _statements[i].Numbers).DistinctBy(Statement.Identity).Count();
        var statements = $"{asked.Count} statements about {numbers} printed {(numbers == 1 ? "number" : "numbers")}";
        if (asked.Count < 2)
        {
            return With(new Verdict.NotTestable("none: fewer than two of the statements can hold alone", "the claims that cannot"), together.Found,
                $"Of {_statements.Count} statements that share printed numbers {(asked.Count == 0 ? "none" : "one")} can hold alone: there is nothing left to hold together.{left}");
        }

        return together.Found switch
        {
            Joint.Holds when together.TieOnly => With(new Verdict.Inconclusive("how each of the numbers was rounded"), together.Found,
                $"{statements} can hold at once only if from one tie a number was rounded up and another down.{left}"),
            Joint.Holds holds => With(new Verdict.Consistent($"{statements} were held together"), together.Found, $"{statements} can hold at once{Witness(holds, asked)}.{left}"),
            Joint.Never => Conflict(together, left),
            _ => With(new Verdict.Inconclusive("a longer search, or more digits"), together.Found,
                $"{statements}: neither numbers that satisfy all nor a proof against them was found in the steps that a search may take.{left}"),
        };
    }

    private Judgement Conflict(Measurement.Together together, string left)
    {
        const int most = 6;
        var conflict = together.Conflict;
        var numbers = conflict.SelectMany(i => _statements[i].Numbers).DistinctBy(Statement.Identity).ToList();
        var fewer = !together.EachIsNeeded ? "" : conflict.Count == 2 ? ", though each may" : $", though any {conflict.Count - 1} of them may";
        var named = string.Join("; ", conflict.Take(most).Select(i => $"{_statements[i].Key} ({Text(_statements[i])})"));
        var sentence = $"These {conflict.Count} cannot hold at once, whatever their numbers were before rounding{fewer}: {named}" +
            $"{(conflict.Count > most ? $"; and {conflict.Count - most} more" : "")}.{left}";
        const string otherwise = "One of these must be otherwise: one of the statements, a number in them, or the rounding.";
        var (verdict, reason) = ((Verdict, string))(together.Wide switch
        {
            Joint.Holds => (new Verdict.Inconclusive("the number of significant digits of numbers that end in zeros"), "They can if zeros at the end of a number are not significant."),
            Joint.Undecided => (new Verdict.Inconclusive("the number of significant digits of numbers that end in zeros"),
                "Whether they can if zeros at the end of a number are not significant was not decided."),
            _ when conflict.Any(i => _statements[i].IsSoft) => (new Verdict.Deviates(), "One of them rests on another work's number, a tolerance or a reading that this spec declares."),
            _ => (new Verdict.Inconsistent(otherwise), otherwise),
        });
        return With(verdict, together.Found, $"{sentence} {reason}", conflict) with { RestsOn = numbers };
    }

    private string Witness(Joint.Holds holds, List<int> asked)
    {
        const int most = 4;
        var used = asked.SelectMany(i => _statements[i].Numbers).Select(Statement.Identity).ToHashSet();
        var moved = _numbers.Zip(holds.Point).Where(x => used.Contains(Statement.Identity(x.First)) && x.First.Value.Value != x.Second)
            .Select(x => $"{x.First.Label} = {x.First.Value.Show(x.Second, Digits)}").ToList();
        return moved.Count == 0 ? ", with the numbers as printed"
            : $", with {string.Join(", ", moved.Take(most))}{(moved.Count > most ? $" and {moved.Count - most} more" : "")}";
    }

    private string Names(IReadOnlyList<int> statements)
    {
        const int most = 3;
        return string.Join(", ", statements.Take(most).Select(i => _statements[i].Key)) + (statements.Count > most ? $" and {statements.Count - most} more" : "");
    }

    private static string Number(int value) => NumberText.Fixed((System.Numerics.BigInteger)value, 0);

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
                .. moved.Select(x => new Step("such as", $"{x.First.Label} = {x.First.Value.Show(x.Second, Digits)} (printed {x.First.Shown})")),
                new("rule",
                    "numbers that print so satisfy all: consistent; over the whole rounding box a weighted sum of the statements is out of reach: " +
                    "inconsistent; neither found: inconclusive"),
                new("verdict", verdict is Verdict.Consistent ? "possible; not a reproduction" : verdict.Word),
            ]);
    }
}
