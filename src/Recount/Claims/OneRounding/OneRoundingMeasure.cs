using Recount.Claims.Granularity;
using Recount.Findings;
using Recount.Printed;
using Recount.Quantities;

namespace Recount.Claims.OneRounding;

/// <summary>Printed shares and means of known numbers of items, asked for one rounding rule that could have printed all of them.</summary>
public sealed record OneRoundingMeasure(IReadOnlyList<(Claim Claim, Check Check, GranularityMeasure Measure)> Scores) : Measure
{
    // "Up or down" and "ceiling or floor" are two rules each.
    private static readonly IReadOnlyList<Rounding> Single = [.. Rounding.All.Where(r => !r.Name.Contains("-or-", StringComparison.Ordinal))];

    public override IReadOnlyList<PrintedNumber> Inputs => [.. Scores.Select(s => s.Measure.Published), .. Scores.SelectMany(s => s.Measure.Inputs).Distinct()];

    public override Measurement Run() => new Measurement.Rules([.. Single.Select(rule => (rule.Name, (IReadOnlyList<int>)[.. Impossible(rule)]))]);

    public override Judgement Judge(Measurement measurement, Claim claim, Check check)
    {
        // Rules that differ for negative numbers only say the same here; they go by one name.
        var rules = ((Measurement.Rules)measurement).Each
            .GroupBy(r => string.Join(' ', r.Impossible))
            .Select(g => (Name: Alike([.. g.Select(r => r.Rule)]), g.First().Impossible))
            .OrderBy(r => r.Impossible.Count).ToList();
        var never = rules.Select(r => r.Impossible).Aggregate((a, b) => [.. a.Intersect(b)]);
        var (fitting, failing) = (rules.Where(r => r.Impossible.Count == never.Count).ToList(), rules.Where(r => r.Impossible.Count > never.Count).ToList());
        var power = $"of {Single.Count} rules, {rules.Count} of which differ here, {failing.Count} are ruled out";
        var scores = never.Count == 0 ? $"All {Scores.Count} scores" : $"{Scores.Count - never.Count} of {Scores.Count} scores";
        var apart = never.Count == 0 ? "" : $" Printed by no rule, and so left out: {Names(never)}.";
        var others = string.Join("; ", failing.Select(r => $"{r.Name} does not print {Names([.. r.Impossible.Except(never)])}"));
        if (claim.Differs is { } differs)
        {
            return With(new Verdict.NotComparable($"{fitting.Count} of {rules.Count} rules"), rules, power, $"{others}; they need not be rounded alike: {differs}.");
        }

        if (failing.Count == 0)
        {
            return With(new Verdict.NotTestable("0 %: every rule makes the scores possible", "scores of fewer items, or with more digits"), rules, power,
                $"{scores} can be printed by every rounding rule that is known.{apart}");
        }

        if (fitting.Count > 0)
        {
            return With(new Verdict.Consistent(power), rules, power, $"{scores} can be printed by {string.Join(" or ", fitting.Select(r => r.Name))}; {others}.{apart}");
        }

        var none = $"{scores} can be printed by none of the {Single.Count} rules that were tried, though each by some: {others}.{apart}";
        if (Scores.FirstOrDefault(s => s.Measure.Published.Elsewhere) is { Measure.Published.Source: { } foreign })
        {
            return With(new Verdict.Deviates(), rules, power, $"{none} The scores are {foreign}'s.");
        }

        const string otherwise = "One of these must be otherwise: one rule for all of them, a score, or a number of items.";
        return With(new Verdict.Inconsistent(otherwise), rules, power, $"{none} {otherwise}");
    }

    // Rules that say the same of these scores; rounding twice is the one that needs a word.
    private static string Alike(IReadOnlyList<string> rules) => string.Join(", ", rules.Take(1).Select(r => r == "twice" ? "rounding twice (first to one digit more)" : r)) +
        (rules.Count > 1 ? $" (and {string.Join(", ", rules.Skip(1))} alike)" : "");

    // A score whose rule is declared, or whose zeros at the end may not count, says nothing of the others' rule.
    private IEnumerable<int> Impossible(Rounding rule) => Enumerable.Range(0, Scores.Count).Where(i =>
        Scores[i].Measure.Published.Value is { WideInterval: null } value && value.As.Rounding == Rounding.Unknown &&
        value.IntervalUnder(rule) is { IsBounded: true } interval && Scores[i].Measure.Sums(interval).None);

    private string Names(IReadOnlyList<int> indexes)
    {
        const int most = 3;
        var names = string.Join(", ", indexes.Take(most).Select(i => $"{Scores[i].Measure.Published.Shown} ({(Scores[i].Check.Row.Length > 0 ? Scores[i].Check.Row : Scores[i].Claim.Id)})"));
        return indexes.Count <= most ? names : $"{indexes.Count}, such as {names}";
    }

    private Judgement With(Verdict verdict, IReadOnlyList<(string Name, IReadOnlyList<int> Impossible)> rules, string power, string reason) => new(
        verdict, $"{Scores.Count} scores", null, "", new(string.Join(", ", rules.Select(r => $"{r.Impossible.Count} not by {r.Name}")), null), reason,
        [
            new("printed", $"{Scores.Count} scores of {string.Join(", ", Scores.Select(s => s.Claim.Id).Distinct())}"),
            .. rules.Select(r => new Step(r.Name, r.Impossible.Count == 0 ? "prints all" : $"does not print {Names(r.Impossible)}")),
            new("power", power),
            new("rule", "some rule makes all scores possible that any rule does: consistent, or not-testable where every rule does; none: inconsistent"),
            new("verdict", verdict is Verdict.Consistent ? "possible; not a reproduction" : verdict.Word),
        ]);
}
