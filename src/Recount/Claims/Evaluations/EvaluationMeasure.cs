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

    public override IReadOnlyList<(Status Status, string? Source)> Standings =>
        Evaluation.Pool is { } pool ? [(Evaluation.Items.Status, Evaluation.Items.Source), (pool.Status, pool.Source)] : [(Evaluation.Items.Status, Evaluation.Items.Source)];

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
        var subject = $"{asked.Metric} of {Of} under the format {Named(asked.Format)}";
        var (facts, origin, evidence) = (Facts(asked.Format, asked.Metric), new ScoreOrigin.Evaluated(), Evidence(grid, asked.Format));
        if (Counted(asked, grid) is { Right: { } right })
        {
            return new Measurement.Scored(
                MeasuredScore.OfCount(asked.Metric, right.Number, new(right.Least, right.Most), grid.Matrix.Items.Count, facts, origin), subject, evidence);
        }

        if (ByClasses(asked, grid.Matrix) is { } metric)
        {
            return new Measurement.Scored(OfClasses(asked, metric, grid.Matrix, facts, stop), subject, evidence);
        }

        var scores = grid.Scores(asked.Format, stop);
        return scores.FirstOrDefault(s => s.Metric == asked.Metric) is not { } found
            ? new Measurement.Broken($"the task has no metric '{asked.Metric}'; it has {string.Join(", ", scores.Select(s => s.Metric))}")
            : found.Mean.Value is not Amount.Known(var value) ? new Measurement.Broken($"{asked.Metric} has no value here: {((Amount.Unavailable)found.Mean.Value).Why}")
            : new Measurement.Scored(
                MeasuredScore.OfMean(asked.Metric, value, found.IsShare, Evaluation.Items.Items?.Items.Count, Known(found.Mean.Error), "items", facts, origin), subject, evidence);
    }

    // Right items under the format's own normalisation, or under the one that the metric names.
    private static FormatScore? Counted(Asked.Score asked, Evaluated.Grid grid) => asked.Metric == "acc" ? FormatScore.Of(grid.Matrix, asked.Format)
        : !grid.Matrix[asked.Format].All(o => o.IsChosen) ? null
        : asked.Metric switch
        {
            "acc_norm" => FormatScore.Of(grid.Under(asked.Format, new Normalisation.Character()), 0),
            "acc_bytes" => FormatScore.Of(grid.Under(asked.Format, new Normalisation.Byte()), 0),
            "acc_token" => FormatScore.Of(grid.Under(asked.Format, new Normalisation.Token()), 0),
            _ => null,
        };

    private static Func<ReadOnlySpan<Labelled>, double>? ByClasses(Asked.Score asked, FormatMatrix matrix) => matrix.Gold is null || !matrix[asked.Format].All(o => o.IsChosen) ? null
        : asked.Metric switch { "macro_f1" => Classification.MacroF1, "mcc" => Classification.Matthews, _ => null };

    // Of what the format itself prefers, as acc is: a task's own macro_f1 is always that of the likelihoods as they are.
    private static MeasuredScore OfClasses(
        Asked.Score asked, Func<ReadOnlySpan<Labelled>, double> metric, FormatMatrix matrix, IReadOnlyList<ProtocolFact> facts, CancellationToken stop)
    {
        Labelled[] items = [.. matrix.Gold!.Zip(matrix[asked.Format], (g, o) => new Labelled(g, o.Picked))];
        var isShare = asked.Metric == "macro_f1";
        var (low, high) = ClassReach.Of(matrix.Gold!, matrix[asked.Format], metric, stop) ?? (isShare ? 0 : -1, 1);
        var error = Known(ItemBootstrap.Error(items, metric, TaskScores.Resamples, stop));
        return MeasuredScore.OfMean(asked.Metric, metric(items), isShare, items.Length, error, "items", facts, new ScoreOrigin.Evaluated()) with
        {
            Reach = low < high ? new(low, high) : null,
        };
    }

    private Measurement.ScoredApart Above(Asked.Above asked, Evaluated.Grid grid)
    {
        var subject = $"acc of {Of} under the format {Named(asked.Format)} above that under {Named(asked.Other)}";
        return new(Difference(grid.Matrix[asked.Format], grid.Matrix[asked.Other], Facts(asked.Format, "acc")), subject, Evidence(grid, asked.Format, asked.Other));
    }

    private Measurement.ScoredApart Than(Asked.Than asked, Evaluated.Grid grid, Evaluated.Grid other, CancellationToken stop) => new(
        Difference(grid.Matrix[asked.Format], other.Matrix[asked.Format], Facts(asked.Format, "acc")),
        $"acc of {Evaluation.Task.Name} by {Model.Says} above that by {asked.Other.Says} under the format {Named(asked.Format)}",
        [.. Evidence(grid, asked.Format), GridSteps.Reversals(Model, asked.Other, RankReversals.Of(grid.Matrix, other.Matrix))]);

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
        var sampled = Sample == Sample.Same || asked.Deviation ? null : Extremes.Of(grid.Matrix, ResampledMeans.Of(grid.Matrix, Seed, stop));
        var alike = asked.Deviation ? band.Deviation : band.Range;
        var reach = SpreadReach.Of(grid.Matrix);
        var ends = asked.Deviation ? reach?.CorrectedDeviation : reach?.Range;
        return new(
            asked.Deviation ? spread.CorrectedDeviation : grid.Matrix.Range, null, alike.P,
            $"{(asked.Deviation ? "the standard deviation, less what chance adds," : "the range")} of {Of} over {grid.Matrix.Formats.Count} formats",
            [.. Evidence(grid), .. GridSteps.Of(Evaluation, grid.Matrix, spread, band)], Facts(null, "acc"), null)
        {
            Reach = ends is var (low, high) ? new(low, high) : null, Sampled = sampled,
        };
    }

    private Measurement.Spanned Place(Evaluated.Grid grid, CancellationToken stop)
    {
        var spread = FormatSpread.Of(grid.Matrix);
        var band = PermutedFormats.Of(grid.Matrix, Seed, stop);
        var scores = Enumerable.Range(0, grid.Matrix.Formats.Count).Select(f => FormatScore.Of(grid.Matrix, f)).ToList();
        var place = Published.Value.Interval is { IsBounded: true } interval
            ? PublishedPlace.Of(grid.Matrix, Published.Value.Value.ToDouble(), interval.Lo.Value!.Value.ToDouble(), interval.Hi.Value!.Value.ToDouble()) : null;
        return new(
            spread.Median, new(scores.Min(s => s.Low), scores.Max(s => s.High)), band.Range.P, $"acc of {Of}",
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
