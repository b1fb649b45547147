using Recount.Claims.Scores;
using Recount.Findings;
using Recount.Printed;
using Recount.Quantities;
using Recount.Scoring;
using Recount.Scoring.Recorded;

namespace Recount.Claims.Recorded;

/// <summary>A score that another program measured.</summary>
/// <param name="Score">Null where the results file was not there.</param>
/// <param name="Differing">Other results of the spec in which the same task was asked in another way.</param>
internal sealed record RecordedMeasure(
    DeclaredResults Results, RecordedScore? Score, IReadOnlyList<string> Differing, Protocol Protocol, Sample Sample, PrintedNumber Published, string Task, string Metric) : Measure
{
    private const string Caution = "caution";

    public override IReadOnlyList<PrintedNumber> Inputs => [];

    public override IReadOnlyList<(Status Status, string? Source)> Standings =>
        [(Results.Status, Results.Source), .. Results.Run is { IsCached: true } ? [(Status.Unverified, (string?)"a run with a cache of answers")] : Array.Empty<(Status, string?)>()];

    public override bool CanBeWidened => true;

    public override Measurement Run()
    {
        if (Score is not { } score || Results.Run is not { } run)
        {
            var input = Results.Input!;
            return new Measurement.Missing($"{input.FileName} of {input.Url.Host} is not here: {Results.Problem}", $"recount fetch {input.Name.Split('/')[0]}");
        }

        var origin = new ScoreOrigin.Recorded(run.Program, run.Version, run.Day, run.Machine, new(Results.Text!.Path, Results.Text.Sha256));
        IReadOnlyList<ProtocolFact> facts = [.. Facts(run, score)];
        var measured = score.Right is { } right && score.Items is { } items ? MeasuredScore.OfCount(score.Metric, right, items, facts, origin)
            : MeasuredScore.OfMean(
                score.Metric, score.Value, MetricNames.IsShare(score.Metric, score.Value), score.Items, score.Error is Amount.Known { Value: > 0 and var error } ? error : null,
                score.ErrorBy, facts, origin);
        var replayed = Replayed(score);
        var filter = score.Filter == "none" ? "" : $" behind {score.Filter}";
        var subject = $"{score.Metric} of {score.Task}{filter}{(run.Model is null ? "" : $" by {run.Model}")}, recorded by {origin.Named},";
        return new Measurement.Scored(measured, subject,
        [
            new("recorded", $"by {origin.Named}{(run.Machine is null ? "" : $", on {run.Machine}")}"),
            new("file", $"{Path.GetFileName(origin.Input.Path)}, sha256 {Digest(origin.Input.Sha256)}"),
            .. run.Notes.Select(n => new Step(n.Label, n.Text)),
            .. replayed is var (text, _) ? [new Step("samples", text)] : Array.Empty<Step>(),
            .. Cautions(replayed).Select(c => new Step(Caution, c)),
        ]);
    }

    public override Judgement Judge(Measurement measurement, Claim claim, Check check)
    {
        var judge = new ScoreJudge(Published, claim, Sample, Protocol)
        {
            Also = Score is { IsLimited: true } score && Sample == Sample.Same ? [$"only {score.Items} of {score.AllItems} items were evaluated"] : [],
        };
        var scored = (Measurement.Scored)measurement;
        var judged = judge.Judge(scored);
        var cautions = scored.Evidence.Where(s => s.Label == Caution).Select(s => s.Text).ToList();
        return cautions.Count == 0 ? judged : judged with { Reason = $"{judged.Reason} To be taken with care: {string.Join("; ", cautions)}." };
    }

    private List<string> Cautions((string Text, string? Caution)? replayed) =>
    [
        .. Results.Run?.Cautions ?? [], .. Score?.Cautions ?? [],
        .. Differing.Select(d => $"the requests of {Task} are not those of the results {d} (task_hashes)"),
        .. replayed is { Caution: { } caution } ? [caution] : Array.Empty<string>(),
    ];

    private static IEnumerable<ProtocolFact> Facts(RecordedRun run, RecordedScore score)
    {
        (string Name, string? Value)[] all =
        [
            (FactNames.Model, run.Model), (FactNames.Shots, score.Shots?.ToString(System.Globalization.CultureInfo.InvariantCulture)), (FactNames.Split, score.Split),
            (FactNames.Metric, score.Metric), (FactNames.Scoring, score.Filter == "none" ? null : score.Filter), (FactNames.Version, score.Version),
        ];
        return all.Where(f => f.Value is not null).Select(f => new ProtocolFact(f.Name, f.Value!));
    }

    // What the items give, where their file is there.
    private (string Text, string? Caution)? Replayed(RecordedScore score)
    {
        if (Results.Samples.Count == 0 || (Results.SamplesOf is { } named && named != score.Task))
        {
            return null;
        }

        if (Results.SamplesOf is null && Results.Run!.Scores.Select(s => s.Task).Distinct().Skip(1).Any())
        {
            return ("not used: the name of their file does not say of which task they are", null);
        }

        var settings = Results.Run!.Program == "lm-eval" ? ReplaySettings.Of(Results.Text!, score.Task, new()) : null;
        if (Replay.Of(Results.Samples, settings ?? ReplaySettings.Plain).FirstOrDefault(m => m.Metric == score.Metric && m.Filter == score.Filter) is not { } metric)
        {
            return ($"hold no {score.Metric}", null);
        }

        if (metric.Recomputed is not Amount.Known { Value: var value })
        {
            return ($"{metric.Items} items; {score.Metric} is not computed from them: {metric.Left?.Why ?? "it is no mean"}", null);
        }

        var text = $"{metric.Items} items give {Number(value)}, and {metric.Agree} of them what is recorded of them";
        return (text, Math.Abs(value - score.Value) <= 1e-9 * Math.Max(1, Math.Abs(value)) && metric.Differ.Count == 0 ? null
            : $"the items themselves give {Number(value)}, and the results file says {Number(score.Value)}");
    }

    private static string Number(double value) => NumberText.Significant(Rational.Of(value), 6);

    private static string Digest(string sha256) => sha256.Length > 12 ? $"{sha256[..12]}..." : "not known";
}
