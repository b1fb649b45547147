using System.Globalization;
using System.Text;
using Recount.Audits;
using Recount.Findings;
using Recount.Text;

namespace Recount.Reports;

/// <summary>The audit as Markdown: a summary, then every finding with its sentence, spec by spec.</summary>
public static class MarkdownReport
{
    public static string Render(Audit audit)
    {
        var findings = audit.Findings.ToList();
        var text = new StringBuilder();
        text.Append($"# Audit of {Words.Count(audit.Specs.Count, "spec")}\n\n{Words.Count(audit.Specs.Sum(s => s.Claims), "claim")}, {Words.Count(findings.Count, "finding")}.\n\n");
        text.Append("| verdict | findings | meaning |\n|---|---:|---|\n");
        foreach (var (word, meaning) in Verdict.Words.Where(w => findings.Any(f => f.Verdict.Word == w.Word)))
        {
            text.Append($"| {word} | {findings.Count(f => f.Verdict.Word == word)} | {meaning} |\n");
        }

        foreach (var spec in audit.Specs)
        {
            Spec(text, spec);
        }

        var evidence = audit.Evidence;
        text.Append($"\n## Evidence\n\n- recount {evidence.Version}, {Plain.Markdown(evidence.Runtime)}, {Plain.Markdown(evidence.System)}\n");
        text.Append($"- commit {evidence.Commit ?? "none"}{(evidence.Dirty ? ", with uncommitted changes" : "")}\n");
        text.Append(CultureInfo.InvariantCulture, $"- {evidence.Start:yyyy-MM-dd HH:mm:ss}Z to {evidence.End:HH:mm:ss}Z\n");
        foreach (var input in evidence.Inputs)
        {
            text.Append($"- {Plain.Markdown(input.Path)} sha256 {input.Sha256}\n");
        }

        return text.ToString();
    }

    private static void Spec(StringBuilder text, SpecAudit spec)
    {
        text.Append($"\n## {Plain.Markdown(spec.Name)}: {Plain.Markdown(spec.Paper.Title)}{(spec.Paper.Arxiv is { } arxiv ? $" (arXiv {Plain.Markdown(arxiv)})" : "")}\n\n");
        if (spec.Paper.Fictional)
        {
            text.Append("An invented paper.\n\n");
        }

        if (spec.EmptyCells > 0)
        {
            text.Append($"{Words.Count(spec.EmptyCells, "table row")} without a number to check.\n\n");
        }

        text.Append("| claim | verdict | level | published | measured | |\n|---|---|---|---|---|---|\n");
        foreach (var finding in spec.Findings)
        {
            string[] cells = [finding.Key, finding.Verdict.Word, finding.Level.Word(), finding.Published, finding.Measured?.Text ?? "", finding.Reason];
            text.Append($"| {string.Join(" | ", cells.Select(Plain.Markdown))}{Response(finding)} |\n");
        }
    }

    private static string Response(Finding finding) => finding.Response is { } response ? $" Author says: {Plain.Markdown(Words.Response(response))}" : "";
}
