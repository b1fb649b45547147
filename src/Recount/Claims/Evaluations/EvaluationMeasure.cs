using System.Diagnostics;
using System.Globalization;
using Recount.Claims.Scores;
using Recount.Findings;
using Recount.Printed;
using Recount.Quantities;
using Recount.Scoring;
using Recount.Scoring.Formats;
using Recount.Scoring.Grids;
using Recount.Scoring.Tasks;
using Recount.Statistics;

namespace Recount.Claims.Evaluations;

/// <summary>A score that a model gets under a format, a difference of two, or what the formats of a grid span.</summary>
internal sealed record EvaluationMeasure(
    DeclaredEvaluation Evaluation, DeclaredModel Model, Asked Asked, Sample Sample, Protocol Protocol, PrintedNumber Published) : Measure
{
    // Of everything that is drawn: resamples of items, permutations of formats.
    private const uint Seed = 1234;

    public override IReadOnlyList<PrintedNumber> Inputs => [];

    public override IReadOnlyList<(Status Status, string? Source)> Standings => [(Evaluation.Items.Status, Evaluation.Items.Source)];

    public override bool CanBeWidened => true;

    public override Action<Effort> Preparation => effort =>
    {
        if (LeftOut(effort) is null && Evaluation.By(Model, effort) is Evaluated.Grid && Asked is Asked.Than than)
        {
            Evaluation.By(than.Other, effort);
        }
    };

    public override Measurement Run() => Run(new(false, CancellationToken.None));

    public override Measurement Run(Effort effort)
    {
        if (LeftOut(effort) is { } missing)
        {
            return missing;
        }

        switch (Evaluation.By(Model, effort))
        {
            case Evaluated.Missing lacks:
                return new Measurement.Missing(lacks.What, lacks.Get);
            case Evaluated.Broken broken:
                return new Measurement.Broken(broken.Reason);
            case Evaluated.Grid grid:
                return Asked switch
                {
                    Asked.Score score => Score(score, grid, effort.Stop),
                    Asked.Above above => Above(above, grid),
                    Asked.Than than => Evaluation.By(than.Other, effort) switch
                    {
                        Evaluated.Grid other => Than(than, grid, other, effort.Stop),
                        Evaluated.Missing lacks => new Measurement.Missing(lacks.What, lacks.Get),
                        Evaluated.Broken broken => new Measurement.Broken(broken.Reason),
                        _ => throw new UnreachableException(),
                    },
                    _ when grid.Matrix.Items.Count < 2 => new Measurement.Broken("formats spread over two items at least, and one was evaluated"),
                    Asked.Spread spread => Spread(spread, grid, effort.Stop),
                    _ => Place(grid, effort.Stop),
                };
            default:
                throw new UnreachableException();
        }
    }

    public override Judgement Judge(Measurement measurement, Claim claim, Check check) => measurement switch
    {
        Measurement.Scored scored => new ScoreJudge(Published, claim, Sample, Protocol).Judge(scored),
        Measurement.ScoredApart apart => new ScoreJudge(Published, claim, Sample, Protocol).Judge(apart),
        Measurement.Spanned spanned => new SpanJudge(Published, claim, Sample, Protocol).Judge(spanned),
        _ => throw new UnreachableException(measurement.GetType().Name),
    };

    private Measurement.Missing? LeftOut(Effort effort) => Evaluation.Absent ?? (Evaluation.IsLong && !effort.Full
        ? new($"The evaluation '{Evaluation.Name}' takes long and is left out", "recount audit --full") : null);

    private string Named(int format) => Evaluation.Grid.Formats[format].Name;

    private string Of => $"{Evaluation.Task.Name} by {Model.Says}";

    private Measurement Score(Asked.Score asked, Evaluated.Grid grid, CancellationToken stop)
    {
        var format = Evaluation.Grid.Formats[asked.Format];
        var subject = $"{asked.Metric} of {Of} under the format {format.Name}";
        var facts = Facts(asked.Format, asked.Metric);
        var origin = new ScoreOrigin.Evaluated();
        if (asked.Metric == "acc")
        {
            var (score, items) = (FormatScore.Of(grid.Matrix, asked.Format), grid.Matrix.Items.Count);
            return new Measurement.Scored(
                score.Right is { } right ? MeasuredScore.OfCount("acc", right.Number, new(right.Least, right.Most), items, facts, origin)
                    : MeasuredScore.OfMean("acc", score.Mean, true, items, Known(score.Error), "items", facts, origin),
                subject, Evidence(grid, asked.Format));
        }

        var reach = ByClasses(asked, grid.Matrix) is { } metric ? ClassReach.Of(grid.Matrix.Gold!, grid.Matrix[asked.Format], metric, stop) : null;
        var others = new Lazy<IReadOnlyList<TaskScore>>(() => grid.Scores(asked.Format, stop));
        return (OfClasses(asked, grid.Matrix, stop) ?? others.Value.FirstOrDefault(s => s.Metric == asked.Metric)) is not { } found
            ? new Measurement.Broken($"the task has no metric '{asked.Metric}'; it has {string.Join(", ", others.Value.Select(s => s.Metric))}")
            : found.Mean.Value is not Amount.Known(var value) ? new Measurement.Broken($"{asked.Metric} has no value here: {((Amount.Unavailable)found.Mean.Value).Why}")
            : new Measurement.Scored(
                MeasuredScore.OfMean(asked.Metric, value, found.IsShare, Evaluation.Items.Items?.Items.Count, Known(found.Mean.Error), "items", facts, origin) with
                {
                    Reach = reach is var (low, high) && low < high ? new(low, high) : null,
                },
                subject, [.. Evidence(grid, asked.Format), .. reach is null ? Open(asked, grid.Matrix) : []]);
    }

    // Of what the format itself prefers, as acc is: a task's own macro_f1 is always that of the likelihoods as they are.
    private static TaskScore? OfClasses(Asked.Score asked, FormatMatrix matrix, CancellationToken stop)
    {
        if (ByClasses(asked, matrix) is not { } of)
        {
            return null;
        }

        Labelled[] items = [.. matrix.Gold!.Zip(matrix[asked.Format], (g, o) => new Labelled(g, o.Picked))];
        return new(asked.Metric, "", new(Amount.Of(of(items)), ItemBootstrap.Error(items, of, TaskScores.Resamples, stop)), asked.Metric == "macro_f1");
    }

    private static Func<ReadOnlySpan<Labelled>, double>? ByClasses(Asked.Score asked, FormatMatrix matrix) =>
        matrix.Gold is null || matrix[asked.Format].Any(o => o.Picked == Outcome.Unpicked) ? null
        : asked.Metric switch { "macro_f1" => Classification.MacroF1, "mcc" => Classification.Matthews, _ => null };

    private static IEnumerable<Step> Open(Asked.Score asked, FormatMatrix matrix)
    {
        if (matrix[asked.Format].Count(o => o.IsOpen) is > 0 and var open)
        {
            yield return new("caution", $"{open} of {matrix.Items.Count} items hang on near ties, and what {asked.Metric} may become with them was not computed");
        }
    }

    private Measurement.ScoredApart Above(Asked.Above asked, Evaluated.Grid grid)
    {
        var subject = $"acc of {Of} under the format {Named(asked.Format)} above that under {Named(asked.Other)}";
        return new(Difference(grid.Matrix[asked.Format], grid.Matrix[asked.Other], Facts(asked.Format, "acc")), subject, Evidence(grid, asked.Format, asked.Other));
    }

    private Measurement.ScoredApart Than(Asked.Than asked, Evaluated.Grid grid, Evaluated.Grid other, CancellationToken stop) => new(
        Difference(grid.Matrix[asked.Format], other.Matrix[asked.Format], Facts(asked.Format, "acc")),
        $"acc of {Evaluation.Task.Name} by {Model.Says} above that by {asked.Other.Says} under the format {Named(asked.Format)}",
        [.. Evidence(grid, asked.Format), GridSteps.Reversals(Model, asked.Other, RankReversals.Of(grid.Matrix, other.Matrix, Seed, stop))]);

    private static MeasuredDifference Difference(IReadOnlyList<Outcome> first, IReadOnlyList<Outcome> second, IReadOnlyList<ProtocolFact> facts)
    {
        var pairs = first.Zip(second).ToList();
        var counted = MeasuredDifference.OfPairs(pairs.Count(p => p.First.Score > p.Second.Score), pairs.Count(p => p.First.Score < p.Second.Score), pairs.Count, facts);
        return pairs.Any(p => p.First.IsOpen || p.Second.IsOpen)
            ? counted with { Reach = new(pairs.Sum(p => p.First.Low - p.Second.High) / pairs.Count, pairs.Sum(p => p.First.High - p.Second.Low) / pairs.Count) } : counted;
    }

    private Measurement.Spanned Spread(Asked.Spread asked, Evaluated.Grid grid, CancellationToken stop)
    {
        var spread = FormatSpread.Of(grid.Matrix);
        var band = PermutedFormats.Of(grid.Matrix, Seed, stop);

        // On the paper's own items there is no other sample to think of.
        Spread? interval = Sample != Sample.Same && !asked.Deviation && Extremes.Of(grid.Matrix, ResampledMeans.Of(grid.Matrix, Seed, stop)).Simultaneous is var (least, most)
            ? new(least, most) : null;
        var alike = asked.Deviation ? band.Deviation : band.Range;
        var reach = SpreadReach.Of(grid.Matrix);
        var ends = asked.Deviation ? reach?.CorrectedDeviation : reach?.Range;
        return new(
            asked.Deviation ? spread.CorrectedDeviation : grid.Matrix.Range, interval, alike.P,
            $"{(asked.Deviation ? "the standard deviation, less what chance adds," : "the range")} of {Of} over {grid.Matrix.Formats.Count} formats",
            [.. Evidence(grid), .. GridSteps.Of(Evaluation, grid.Matrix, spread, band)], Facts(null, "acc"), null)
        {
            Reach = ends is var (low, high) ? new(low, high) : null,
        };
    }

    private Measurement.Spanned Place(Evaluated.Grid grid, CancellationToken stop)
    {
        var spread = FormatSpread.Of(grid.Matrix);
        var band = PermutedFormats.Of(grid.Matrix, Seed, stop);
        var place = Published.Value.Interval is { IsBounded: true } interval
            ? PublishedPlace.Of(grid.Matrix, Published.Value.Value.ToDouble(), interval.Lo.Value!.Value.ToDouble(), interval.Hi.Value!.Value.ToDouble(), Seed, stop) : null;
        return new(
            spread.Median, new(spread.Least, spread.Most), band.Range.P, $"acc of {Of}",
            [.. Evidence(grid), .. GridSteps.Of(Evaluation, grid.Matrix, spread, band)], Facts(null, "acc"), place is null ? "" : GridSteps.Place(grid.Matrix, place));
    }

    private List<ProtocolFact> Facts(int? format, string metric)
    {
        List<ProtocolFact> facts = [new(FactNames.Model, Model.Name), new(FactNames.Metric, metric)];
        if (Evaluation.Items.Split is { } split)
        {
            facts.Add(new(FactNames.Split, split));
        }

        // Of all formats, what they have in common.
        var formats = format is { } at ? [Evaluation.Grid.Formats[at]] : Evaluation.Grid.Formats;
        foreach (var (fact, axis) in new[] { (FactNames.Shots, "shots"), (FactNames.Scoring, "scoring") })
        {
            if (formats.Select(f => FormatGrid.Effective(f, FormatKey.Of(axis)!)).Distinct().ToList() is [var same])
            {
                facts.Add(new(fact, same));
            }
        }

        return facts;
    }

    private IReadOnlyList<Step> Evidence(Evaluated.Grid grid, params int[] formats) =>
    [
        .. grid.Evidence, .. formats.Select(f => new Step(f == formats[0] ? "format" : "against", GridSteps.Said(Evaluation.Grid.Formats[f]))),
        .. formats.SelectMany(f => GridSteps.Blind(Evaluation.Task, grid.Matrix, f)).DistinctBy(s => s.Text), .. GridSteps.Traps(grid.Traps),
    ];

    private static double? Known(Amount amount) => amount is Amount.Known(var value) && double.IsFinite(value) ? value : null;
}
