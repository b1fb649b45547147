using System.Globalization;
using Recount.Findings;
using Recount.Scoring.Formats;
using Recount.Scoring.Grids;
using Recount.Scoring.Items;

namespace Recount.Claims.Evaluations;

/// <summary>What a grid of formats came to, in lines of evidence.</summary>
public static class GridSteps
{
    // Formats that are named one by one.
    private const int Named = 6;

    /// <summary>The spread over all formats, and what it would be if they made no difference.</summary>
    public static IEnumerable<Step> Of(DeclaredEvaluation evaluation, FormatMatrix matrix, FormatSpread spread, PermutedFormats band)
    {
        yield return new("formats", $"{matrix.Formats.Count}, on {matrix.Items.Count} common items; varied: {string.Join(", ", evaluation.Grid.Varied.Select(k => k.Name))}");
        yield return new("scores", $"{Points(spread.Least)} to {Points(spread.Most)} %; quartiles {Points(spread.LowerQuartile)}, {Points(spread.Median)}, {Points(spread.UpperQuartile)}");
        yield return new("spread",
            $"range {Points(spread.Range)} points, standard deviation {Points(spread.Deviation)}, without what chance adds {Points(spread.CorrectedDeviation)}; were formats alike, " +
            $"the range would lie between {Points(band.Range.Low)} and {Points(band.Range.High)} (95 % of {band.Range.Permutations} permutations within items; p = {P(band.Range.P)})");
        var best = Enumerable.Range(0, matrix.Formats.Count).MaxBy(f => matrix.Means[f]);
        var worst = Enumerable.Range(0, matrix.Formats.Count).MinBy(f => matrix.Means[f]);
        yield return new("extremes", $"best {matrix.Formats[best]}, worst {matrix.Formats[worst]}");
        foreach (var step in Blind(evaluation.Task, matrix, best))
        {
            yield return step;
        }
    }

    /// <summary>What no reading of the question could explain: the majority line, and formats under which a model always says the same.</summary>
    public static IEnumerable<Step> Blind(FormattedTask task, FormatMatrix matrix, int format)
    {
        if (matrix.Gold is { } gold && task.Classes.Count > 0)
        {
            var line = gold.CountBy(g => g).OrderByDescending(c => c.Value).ThenBy(c => c.Key).First();
            yield return new("majority", $"always '{task.Classes[line.Key][0]}' would be right in {line.Value} of {gold.Count}: {Points((double)line.Value / gold.Count)} %");
        }

        var shares = PickShares.Of(matrix, format);
        if (shares.Constant)
        {
            yield return new("constant",
                $"under {matrix.Formats[format]} the model takes choice {shares.Shares[0].Choice + 1} in {Points(shares.Shares[0].Share)} % of the items, whatever the question");
        }
    }

    /// <summary>The traps of all formats, one line for each kind.</summary>
    public static IEnumerable<Step> Traps(IReadOnlyList<Trap> traps) => traps.GroupBy(t => t.Id).Select(g => g.MaxBy(t => t.Items)! is var worst && g.Count() > 1
        ? new Step(g.Key, $"{worst.Sentence.TrimEnd('.')} (the most under one format; {g.Count()} formats show it).") : new Step(g.Key, worst.Sentence));

    /// <summary>Which of two models leads under how many formats, and how often two formats put them in another order.</summary>
    public static Step Reversals(DeclaredModel first, DeclaredModel second, RankReversals ranks) => new("ranks",
        $"{first.Says} leads under {ranks.FirstAhead.Count} of {ranks.Gaps.Count} formats, {second.Says} under {ranks.SecondAhead.Count}; in {ranks.Reversed} of {ranks.Pairs} " +
        $"pairs of formats they lead in turn by at least {Points(ranks.Least)} points, in {ranks.Significant} of these significantly both ways");

    /// <summary>Where a published score stands among the formats.</summary>
    public static string Place(FormatMatrix matrix, PublishedPlace place)
    {
        var alike = place.NotTold.Select(f => matrix.Formats[f]).ToList();
        var others = matrix.Formats.Count == 1 ? "" : alike.Count == 0 ? ", and all others can be told from it"
            : $", and {alike.Count} of the other {matrix.Formats.Count - 1} cannot be told from it at 95 % ({string.Join(", ", alike.Take(Named))}{(alike.Count > Named ? ", ..." : "")})";
        return $"{Points(place.Below)} % of the formats score less and {Points(place.Above)} % more; the nearest is {matrix.Formats[place.Nearest]}, " +
            $"{Math.Abs(100 * place.Distance).ToString("0.0", CultureInfo.InvariantCulture)} points {(place.Distance < 0 ? "below" : "above")}{others}";
    }

    /// <summary>A format in a line: its template and what is compared.</summary>
    public static string Said(Format format) => $"{format.Name}: {FormatGrid.Shown(format.One("template")?.Text ?? "")}" +
        (format.Value("verbalizers") is { } words ? $", {(FormatGrid.Effective(format, FormatKey.Of("swap")!) == "true" ? "swapped " : "")}{words}" : "") +
        $", {FormatGrid.Effective(format, FormatKey.Of("scoring")!)}, normalisation {FormatGrid.Effective(format, FormatKey.Of("normalisation")!)}";

    internal static string Points(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture);

    internal static string P(double p) => p.ToString(p < 0.001 ? "0.0e+0" : "0.###", CultureInfo.InvariantCulture);
}
