using System.Globalization;
using Recount.Audits;
using Recount.Reports;

namespace Recount.Tests;

/// <summary>Everything reads and writes the same under a culture with decimal commas and another minus.</summary>
public class CultureTests
{
    [Fact]
    public void No_report_depends_on_the_culture()
    {
        var before = CultureInfo.CurrentCulture;
        var expected = Reports();
        try
        {
            var hostile = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            hostile.NumberFormat = new()
            {
                NumberDecimalSeparator = ",", NumberGroupSeparator = ".", NegativeSign = "\u2212", PercentSymbol = "pct", NaNSymbol = "-", NumberGroupSizes = [2],
            };
            hostile.DateTimeFormat = new() { DateSeparator = ".", TimeSeparator = "." };
            CultureInfo.CurrentCulture = hostile;
            Assert.Equal("1.23.45,5", 12345.5.ToString("N1", CultureInfo.CurrentCulture));

            Assert.Equal(expected, Reports());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static string Reports()
    {
        var specs = Recount.Workspace.SpecFiles.Read(["specs/chinchilla.yaml", "specs/epoch-replication.yaml"], new());
        var audits = specs.Select(s => AuditRun.Judge(new(Plan.Of([s]), [.. Plan.Of([s]).Checks.Select(c => c.Check.Measure.Run())]), _ => null, TestContext.Current.CancellationToken)[0]).ToList();
        var audit = new Audit(audits, new("0.1.0", null, false, "", "", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, []));
        return string.Join('\n',
            JsonReport.Render(audit), MarkdownReport.Render(audit), FindingsPage.Render(audit, 96, Hints.Default, true, true), SummaryPage.Render(audit, 96, Hints.Default, "x"),
            SvgPicture.Render(FindingsPage.Render(audit, 96, Hints.Default), "x"), Snapshot.Of(audits[0], null).Render());
    }
}
