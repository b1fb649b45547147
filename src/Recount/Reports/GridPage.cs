using System.Globalization;
using Recount.Claims.Evaluations;
using Recount.Findings;
using Recount.Scoring;
using Recount.Scoring.Formats;
using Recount.Scoring.Grids;
using Recount.Text;

namespace Recount.Reports;

/// <summary>Formats that were looked for among more than can be run.</summary>
/// <param name="Text">How, in a sentence.</param>
/// <param name="Apart">The best found against the worst found; null where they are one.</param>
public sealed record FoundFormats(string Text, PairedComparison? Apart);

/// <summary>What <c>recount eval</c> shows: a line a format, and what all of them say together.</summary>
public static class GridPage
{
    private const int Column = 14;

    // Formats that are shown one by one; of more, the best, the worst and the reference.
    private const int Most = 64;

    // Columns that a name has at least beside its numbers.
    private const int Name = 24;

    /// <param name="search">How the formats were found among more; null where they are all.</param>
    /// <param name="yaml">The same as a spec.</param>
    public static Page Render(DeclaredEvaluation evaluation, Evaluated.Grid grid, GridSummary summary, FoundFormats? search, string yaml, int width)
    {
        var page = new Page(width);
        var (items, formats) = (Words.Count(grid.Matrix.Items.Count, "item"), Words.Count(grid.Matrix.Formats.Count, "format"));
        page.Text($"{evaluation.Task.Name} by {evaluation.Models[0].Says}: {items} under {formats}", 0, Tone.Strong);
        page.Blank();
        if (search is not null)
        {
            page.Text(search.Text, Column, Tone.Plain, "  search");
            page.Blank();
        }

        Formats(page, summary);
        page.Blank();
        foreach (var (label, text, tone) in Lines(evaluation, summary, search))
        {
            page.Text(text, Column, tone, $"  {label}");
        }

        page.Blank();
        foreach (var step in grid.Evidence.Concat(GridSteps.Traps(grid.Traps)))
        {
            page.Text(step.Text, Column, Tone.Faint, $"  {step.Label}");
        }

        page.Blank();
        page.Text("As a spec (recount audit FILE):", 0, Tone.Faint);
        foreach (var line in yaml.TrimEnd('\n').Split('\n'))
        {
            page.Line(new Piece(line));
        }

        return page;
    }

    private static void Formats(Page page, GridSummary summary)
    {
        var formats = summary.Matrix.Formats;
        var order = Enumerable.Range(0, formats.Count).OrderByDescending(f => summary.Scores[f].Mean).ToList();
        var shown = order.Count <= Most ? order : [.. order.Where((f, at) => at < Most / 2 || at >= order.Count - (Most / 2) || f == summary.Reference)];
        var count = Math.Max("right".Length, shown.Max(f => Count(summary.Scores[f]).Length));

        // What is left for names; where that is too little, each stands above its numbers. None is cut.
        var room = page.Width - count - 58;
        var narrow = room < Name;
        page.Line(new Piece($"  {"right".PadLeft(count)}  {"%",5}  {"95 %",-11}  {"points above",-20}  {(narrow ? "p" : "p (Holm)  format")}", Tone.Faint));
        foreach (var f in shown)
        {
            var score = summary.Scores[f];
            var other = summary.Others.FirstOrDefault(o => o.Format == f);
            var apart = other is null ? "reference" : $"{Signed(other.Points)} ({Signed(100 * other.Interval.Low)}..{Signed(100 * other.Interval.High)})";
            var p = other is null ? "" : P(other.AdjustedP);
            var constant = summary.Picks[f] is { Constant: true, Shares: [var one, ..] } ? $"  always choice {one.Choice + 1}" : "";
            var names = Wrapped(FormatGrid.Called(formats[f]), narrow ? page.Width - 2 : room);
            var fits = names[^1].Length + constant.Length <= (narrow ? page.Width - 2 : room);
            foreach (var part in narrow ? names : [])
            {
                page.Line(new Piece($"  {part}"), new Piece(fits && part == names[^1] ? constant : "", Tone.Warn));
            }

            page.Line(
                new Piece($"  {Count(score).PadLeft(count)}  {Percent(score.Mean),5}  {Interval(score),-11}  "),
                new Piece(narrow ? $"{apart,-20}  {p}".TrimEnd() : $"{apart,-20}  {p,-8}  ", other is { AdjustedP: < .05 } ? Tone.Warn : Tone.Plain),
                new Piece(narrow ? "" : names[0]), new Piece(!narrow && fits && names.Count == 1 ? constant : "", Tone.Warn));
            var indent = new string(' ', narrow ? 0 : page.Width - room);
            foreach (var part in narrow ? [] : names.Skip(1))
            {
                page.Line(new Piece(indent + part), new Piece(fits && part == names[^1] ? constant : "", Tone.Warn));
            }

            if (!fits)
            {
                page.Line(new Piece(indent + constant, Tone.Warn));
            }
        }

        if (shown.Count < order.Count)
        {
            page.Text($"{Words.Number(order.Count - shown.Count)} formats between them are not shown.", Column, Tone.Faint);
        }
    }

    private static IEnumerable<(string Label, string Text, Tone Tone)> Lines(DeclaredEvaluation evaluation, GridSummary summary, FoundFormats? search)
    {
        var matrix = summary.Matrix;
        if (summary.Majority is { } line)
        {
            var named = evaluation.Task.Classes.Count > line.Class ? evaluation.Task.Classes[line.Class][0] : $"choice {line.Class + 1}";
            var told = Enumerable.Range(0, matrix.Formats.Count).Except(line.NotTold).ToList();
            var (above, below) = (told.Count(f => matrix.Means[f] > line.Share), told.Count(f => matrix.Means[f] < line.Share));
            yield return ("majority",
                $"always '{named}' is right in {Percent(line.Share)} %; {Words.Count(above, "format")} can be told to be above that, {below} below", Tone.Plain);
        }

        foreach (var (label, text, tone) in Spread(summary, search))
        {
            yield return (label, text, tone);
        }

        if (summary.Others.Select(o => o.Test.Discordance).Order().ToList() is { Count: > 0 } shares)
        {
            var items = Words.Count(matrix.Items.Count, "item");
            yield return ("power", PairedPower.Difference(matrix.Items.Count, shares[shares.Count / 2]) is Amount.Known(var least)
                ? $"half of the formats differ from the reference in at least {Percent(shares[shares.Count / 2])} % of the items; there a difference of {Percent(least)} points is " +
                    $"found in {PairedPower.Usual:0 %} of such samples of {items} (one test, before Holm)"
                : $"half of the formats differ from the reference in at most {Percent(shares[shares.Count / 2])} % of {items}: too few to tell those from it", Tone.Plain);
        }

        var open = Enumerable.Range(0, matrix.Formats.Count).Sum(f => matrix[f].Count(o => o.IsOpen));
        if (open > 0)
        {
            yield return ("near ties", $"{Words.Count(open, "outcome")} may fall otherwise on another machine; counts are given from the least to the most", Tone.Plain);
        }

        if (summary.Place is { } place)
        {
            yield return ("published", $"{Percent(place.Value)} %: {GridSteps.Place(matrix, place)}", Tone.Plain);
        }
    }

    // What formats that were looked for among more span, says their difference and nothing else.
    private static IEnumerable<(string Label, string Text, Tone Tone)> Spread(GridSummary summary, FoundFormats? search)
    {
        if (search is { Apart: { } apart })
        {
            yield return ("apart",
                $"the best found is {Signed(apart.Points)} points above the worst found ({Signed(100 * apart.Interval.Low)} to {Signed(100 * apart.Interval.High)} with 95 %; " +
                $"p = {P(apart.Test.P)})", apart.Test.P < .05 ? Tone.Warn : Tone.Plain);
        }
        else if (search is null && summary is { Spread: { } spread, Alike: { } alike })
        {
            var (low, high) = summary.Extremes.Simultaneous();
            yield return ("spread",
                $"{Percent(spread.Least)} to {Percent(spread.Most)} %: range {Percent(summary.Matrix.Range)} points ({Percent(low)} to {Percent(high)} with 95 %, which allows for the " +
                $"choice of best and worst); quartiles {Percent(spread.LowerQuartile)}, {Percent(spread.Median)}, {Percent(spread.UpperQuartile)}; standard deviation " +
                $"{Percent(spread.Deviation)}, {Percent(spread.CorrectedDeviation)} without what chance adds", Tone.Plain);
            yield return ("extremes", Extremes(summary), Tone.Plain);
            yield return ("by chance",
                $"if formats made no difference, the range would lie between {Percent(alike.Range.Low)} and {Percent(alike.Range.High)} points (95 % of " +
                $"{Words.Number(alike.Range.Permutations)} permutations within items); p = {P(alike.Range.P)}", alike.Range.Holds ? Tone.Plain : Tone.Warn);
        }
    }

    private static string Extremes(GridSummary summary)
    {
        var (names, of) = (summary.Matrix.Formats, summary.Extremes);
        string Most(string what, IReadOnlyList<double> shares) =>
            shares.Index().MaxBy(s => s.Item) is var (format, share) ? $"{what} {FormatGrid.Called(names[format])} ({100 * share:0} %)" : "";
        return $"in {Words.Number(of.Errors.Count)} resamples of the items {Most("the best is most often", of.Best)}, {Most("the worst", of.Worst)}; chosen anew in each, they are " +
            $"{Percent(of.Percentile.Low)} to {Percent(of.Percentile.High)} points apart (95 %), {Signed(100 * of.Bias)} more than here on average, which is what luck adds";
    }

    private static List<string> Wrapped(string name, int room)
    {
        var lines = new List<string> { "" };
        foreach (var word in name.Split(' '))
        {
            if (lines[^1].Length > 0 && lines[^1].Length + 1 + word.Length > room)
            {
                lines.Add("");
            }

            lines[^1] += lines[^1].Length > 0 ? $" {word}" : word;
        }

        return lines;
    }

    private static string Count(FormatScore score) => score.Right is not { } right ? ""
        : right.Least == right.Most ? Words.Number(right.Number) : $"{Words.Number(right.Least)}-{Words.Number(right.Most)}";

    private static string Interval(FormatScore score) => $"{Percent(score.Interval.Low)}..{Percent(score.Interval.High)}";

    internal static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture);

    private static string Signed(double points) => points.ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture);

    private static string P(double p) => p.ToString(p < .001 ? "0e+0" : "0.000", CultureInfo.InvariantCulture);
}
