using Recount.Claims.Fits;
using Recount.Findings;
using Recount.Fitting;
using Recount.Printed;

namespace Recount.Claims.Detectors;

/// <summary>One detector and what it looks at.</summary>
internal sealed record DetectorMeasure(Detector Detector, Examination Examination) : Measure
{
    private const double Alpha = 0.05;

    public override IReadOnlyList<PrintedNumber> Inputs =>
    [
        .. Examination.Numbers, .. Detector.At == Sight.Vector ? Examination.Vector!.Numbers : [],
        .. Detector.At == Sight.Interval ? [Examination.Printed!] : Array.Empty<PrintedNumber>(),
        .. Examination.Declared.Held, .. FitRows.Printed(Examination.Declared, Examination.Words).Select(p => p.Number),
    ];

    public override IReadOnlyList<(Status Status, string? Source)> Standings => [(Examination.Declared.Data.Status, Examination.Declared.Data.Source)];

    public override Measurement Run() => Run(new(false, CancellationToken.None));

    public override Measurement Run(Effort effort)
    {
        var draws = new[] { Examination.Declared }.Concat(Detector.At == Sight.Interval ? Examination.Others : []).Max(f => f.Resampling?.Draws ?? 0);
        return FitRows.Missing(Examination.Declared) is { } missing ? missing
            : !effort.Full && draws > Resampling.Many && Examination.By is UncertaintyBy.Bootstrap or UncertaintyBy.Bca ? FitMeasure.LeftOut(draws)
            : Detector.Run(Examination, effort.Stop);
    }

    public override Judgement Judge(Measurement measurement, Claim claim, Check check)
    {
        var found = (Measurement.Examined)measurement;
        var isWithin = found.Value <= found.Limit;
        Verdict verdict = double.IsNaN(found.Value) ? new Verdict.Failed("it could not be told")
            : isWithin ? new Verdict.Consistent(Detector.Power)
            : found.OpenUntil is { } open ? new Verdict.Inconclusive(open)
            : found.P is >= Alpha ? new Verdict.Inconclusive("the paper's own rows")
            : new Verdict.Deviates();
        var reason = isWithin || double.IsNaN(found.Value) || found.OpenUntil is not null || found.P is >= Alpha ? found.Text : $"{Detector.Wrong}. {found.Text}";
        return new(verdict, Examination.Subject(Detector.At), null, "",
            new(found.Short, null), reason,
        [
            new("question", Detector.Asks),
            new("fit", $"{Examination.Declared.Name}: {FitEvidence.Objective(Examination.Declared)}"),
            .. found.Evidence,
            new("found", $"{FitEvidence.Number(found.Value, 4)}; the limit is {FitEvidence.Number(found.Limit, 4)}"),
            new("verdict", verdict.Word),
        ])
        {
            P = found.P, PDecides = found.P is < Alpha,
        };
    }
}
