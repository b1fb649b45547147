using System.Globalization;
using Recount.Claims.Evaluations;
using Recount.Findings;
using Recount.Scoring.Formats;
using Recount.Scoring.Grids;
using Recount.Text;

namespace Recount.Reports;

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
    public static Page Render(DeclaredEvaluation evaluation, Evaluated.Grid grid, GridSummary summary, string? search, string yaml, int width)
    {
        var page = new Page(width);
        var (items, formats) = (Words.Count(grid.Matrix.Items.Count, "item"), Words.Count(grid.Matrix.Formats.Count, "format"));
        page.Text($"{evaluation.Task.Name} by {evaluation.Models[0].Says}: {items} under {formats}", 0, Tone.Strong);
        page.Blank();
        if (search is not null)
        {
            page.Text(search, Column, Tone.Plain, "  search");
            page.Blank();
        }

        Formats(page, summary);
        page.Blank();
        foreach (var (label, text, tone) in Lines(evaluation, summary))
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

        // What is left for names; where that is too little, a name stands on a line of its own, above its numbers.
        var room = page.Width - count - 58;
        var narrow = room < Name;
        page.Line(new Piece($"  {"right".PadLeft(count)}  {"%",5}  {"95 %",-11}  {"points above",-20}  {(narrow ? "p" : "p (Holm)  format")}", Tone.Faint));
        foreach (var f in shown)
        {
            var score = summary.Scores[f];
            var other = summary.Others.FirstOrDefault(o => o.Format == f);
            var apart = other is null ? "reference" : $"{Signed(other.Points)} ({Signed(100 * other.Interval.Low)}..{Signed(100 * other.Interval.High)})";
            var p = other is null ? "" : P(other.AdjustedP);
            var constant = new Piece(summary.Picks[f] is { Constant: true, Shares: [var one, ..] } ? $"  always choice {one.Choice + 1}" : "", Tone.Warn);
            var name = new Piece(Text.Plain.Short(FormatGrid.Called(formats[f]), narrow ? page.Width - 2 : room));
            var fits = name.Text.Length + constant.Text.Length <= (narrow ? page.Width - 2 : room);
            if (narrow)
            {
                page.Line(new("  "), name, fits ? constant : new(""));
            }

            page.Line(
                new Piece($"  {Count(score).PadLeft(count)}  {Percent(score.Mean),5}  {Interval(score),-11}  "),
                new Piece($"{apart,-20}  {(narrow ? p : $"{p,-8}")}  ", other is { AdjustedP: < .05 } ? Tone.Warn : Tone.Plain),
                narrow ? new("") : name, narrow || !fits ? new("") : constant);
            if (!fits)
            {
                page.Line(new(new string(' ', narrow ? 0 : page.Width - room)), constant);
            }
        }

        if (shown.Count < order.Count)
        {
            page.Text($"{Words.Number(order.Count - shown.Count)} formats between them are not shown.", Column, Tone.Faint);
        }
    }

    private static IEnumerable<(string Label, string Text, Tone Tone)> Lines(DeclaredEvaluation evaluation, GridSummary summary)
    {
        var matrix = summary.Matrix;
        if (summary.Majority is { } line)
        {
            var named = evaluation.Task.Classes.Count > line.Class ? evaluation.Task.Classes[line.Class][0] : $"choice {line.Class + 1}";
            var others = line.NotTold.Count == 0 ? "all formats can be told from that" : $"{line.NotTold.Count} of {matrix.Formats.Count} formats cannot be told from that";
            yield return ("majority", $"always '{named}' is right in {Percent(line.Share)} %; {others}", Tone.Plain);
        }

        if (summary is { Spread: { } spread, Alike: { } alike })
        {
            yield return ("spread",
                $"{Percent(spread.Least)} to {Percent(spread.Most)} %: range {Percent(spread.Range)} points ({Percent(summary.Extremes.Simultaneous.Low)} to " +
                $"{Percent(summary.Extremes.Simultaneous.High)} with 95 %, extremes chosen anew in each resample); quartiles {Percent(spread.LowerQuartile)}, {Percent(spread.Median)}, " +
                $"{Percent(spread.UpperQuartile)}; standard deviation {Percent(spread.Deviation)}, {Percent(spread.CorrectedDeviation)} without what chance adds", Tone.Plain);
            yield return ("by chance",
                $"if formats made no difference, the range would lie between {Percent(alike.Range.Low)} and {Percent(alike.Range.High)} points (95 % of " +
                $"{Words.Number(alike.Range.Permutations)} permutations within items); p = {P(alike.Range.P)}", alike.Range.Holds ? Tone.Plain : Tone.Warn);
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

    private static string Count(FormatScore score) => score.Right is not { } right ? ""
        : right.Least == right.Most ? Words.Number(right.Number) : $"{Words.Number(right.Least)}-{Words.Number(right.Most)}";

    private static string Interval(FormatScore score) => $"{Percent(score.Interval.Low)}..{Percent(score.Interval.High)}";

    internal static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture);

    private static string Signed(double points) => points.ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture);

    private static string P(double p) => p.ToString(p < .001 ? "0e+0" : "0.000", CultureInfo.InvariantCulture);
}
