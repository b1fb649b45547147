using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Recount.Audits;
using Recount.Findings;
using Recount.Printed;
using Recount.Quantities;

namespace Recount.Reports;

/// <summary>
/// The whole finished audit as JSON: reading back what was written equals the audit. Numbers are strings; an interval is
/// <c>{lo, loOpen, hi, hiOpen, unit}</c> with null for an unbounded end; a place is file, line, column.
/// </summary>
public static partial class JsonReport
{
    /// <summary>Rises when a reader of the older form would misunderstand the newer one.</summary>
    public const int Version = 1;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Render(Audit audit) => Safe(Document(audit).ToJsonString(Indented)) + "\n";

    private static JsonObject Document(Audit audit) => new()
    {
        ["format"] = "recount-audit",
        ["version"] = Version,
        ["evidence"] = Write(audit.Evidence),
        ["specs"] = new JsonArray([.. audit.Specs.Select(Write)]),
        ["findings"] = new JsonArray([.. audit.Findings.Select(Write)]),
    };

    // As escapes, which every reader of JSON undoes: characters that could steer a terminal, and the colon of what a build tool
    // would read as an error of its own.
    private static string Safe(string json) => Steering().Replace(json, match => string.Concat(match.Value.Select(c => $"\\u{(int)c:x4}")));

    /// <summary>Reads an audit back.</summary>
    /// <exception cref="FormatException">The text is no audit, or one of another version.</exception>
    public static Audit Read(string json)
    {
        try
        {
            var root = JsonNode.Parse(json)!.AsObject();
            if ((string?)root["format"] != "recount-audit" || (int?)root["version"] != Version)
            {
                throw new FormatException($"This is no recount audit of version {Version}.");
            }

            var findings = root["findings"]!.AsArray().Select(f => Finding(f!)).ToLookup(f => f.Spec, StringComparer.Ordinal);
            return new([.. root["specs"]!.AsArray().Select(s => Spec(s!, findings))], Evidence(root["evidence"]!));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NullReferenceException or OverflowException or DivideByZeroException or ArgumentException)
        {
            throw new FormatException($"This is no recount audit: {e.Message}", e);
        }
    }

    private static JsonObject Write(SpecAudit spec) => new()
    {
        ["name"] = spec.Name,
        ["path"] = spec.Path,
        ["title"] = spec.Paper.Title,
        ["arxiv"] = spec.Paper.Arxiv,
        ["doi"] = spec.Paper.Doi,
        ["url"] = spec.Paper.Url,
        ["fictional"] = spec.Paper.Fictional,
        ["claims"] = spec.Claims,
        ["emptyCells"] = spec.EmptyCells,
        ["isWhole"] = spec.IsWhole,
        ["hasSnapshot"] = spec.HasSnapshot,
        ["orphans"] = new JsonArray([.. spec.Orphans.Select(o => (JsonNode)o)]),
    };

    private static SpecAudit Spec(JsonNode node, ILookup<string, Finding> findings) => new(
        Text(node, "name"), Text(node, "path"),
        new(Text(node, "title"), (string?)node["arxiv"], (string?)node["doi"], (string?)node["url"], (bool)node["fictional"]!), (int)node["claims"]!,
        (int)node["emptyCells"]!, (bool)node["isWhole"]!, (bool)node["hasSnapshot"]!, [.. node["orphans"]!.AsArray().Select(o => (string)o!)],
        [.. findings[Text(node, "name")]]);

    private static JsonObject Write(Evidence evidence) => new()
    {
        ["recount"] = evidence.Version,
        ["commit"] = evidence.Commit,
        ["dirty"] = evidence.Dirty,
        ["runtime"] = evidence.Runtime,
        ["system"] = evidence.System,
        ["start"] = evidence.Start.ToString("O", CultureInfo.InvariantCulture),
        ["end"] = evidence.End.ToString("O", CultureInfo.InvariantCulture),
        ["inputs"] = new JsonArray([.. evidence.Inputs.Select(i => new JsonObject { ["path"] = i.Path, ["sha256"] = i.Sha256 })]),
    };

    private static Evidence Evidence(JsonNode node) => new(
        Text(node, "recount"), (string?)node["commit"], (bool)node["dirty"]!, Text(node, "runtime"), Text(node, "system"), Time(node, "start"), Time(node, "end"),
        [.. node["inputs"]!.AsArray().Select(i => new InputFile(Text(i!, "path"), Text(i!, "sha256")))]);

    private static JsonObject Write(Finding finding) => new()
    {
        ["spec"] = finding.Spec,
        ["claim"] = finding.Claim,
        ["row"] = finding.Row,
        ["says"] = finding.Says,
        ["quote"] = finding.Quote,
        ["at"] = finding.At,
        ["kind"] = finding.Kind,
        ["verdict"] = finding.Verdict.Word,
        ["detail"] = Detail(finding.Verdict),
        ["level"] = finding.Level.Word(),
        ["flips"] = finding.Flips,
        ["known"] = finding.Known switch { Known.Unseen => "new", Known.Accepted => "known", Known.Changed => "changed", _ => "not-measured-here" },
        ["accepted"] = finding.Known switch { Known.Changed changed => changed.From, Known.NotMeasuredHere here => here.Stands, _ => null },
        ["because"] = (finding.Known as Known.Accepted)?.Because,
        ["status"] = finding.Status.Word(),
        ["source"] = finding.Source,
        ["published"] = finding.Published,
        ["interval"] = Write(finding.Interval, finding.Unit),
        ["unit"] = finding.Unit,
        ["measured"] = finding.Measured is { } measured ? new JsonObject { ["text"] = measured.Text, ["interval"] = Write(measured.Interval, finding.Unit) } : null,
        ["reason"] = finding.Reason,
        ["p"] = finding.P is { } p ? new JsonObject { ["p"] = Number(p.P), ["adjusted"] = p.Adjusted is { } a ? Number(a) : null, ["family"] = p.Family, ["decides"] = p.Decides } : null,
        ["response"] = finding.Response is { } response ? new JsonObject { ["text"] = response.Text, ["source"] = response.Source, ["date"] = response.Date } : null,
        ["headline"] = finding.Headline,
        ["steps"] = new JsonArray([.. finding.Steps.Select(s => new JsonObject { ["label"] = s.Label, ["text"] = s.Text })]),
        ["file"] = finding.Place.File,
        ["line"] = finding.Place.Line,
        ["column"] = finding.Place.Column,
        ["length"] = finding.Place.Length,
    };

    private static Finding Finding(JsonNode node) => new(
        Text(node, "spec"), Text(node, "claim"), Text(node, "row"), Text(node, "says"), (string?)node["quote"], (string?)node["at"], Text(node, "kind"),
        Verdict(Text(node, "verdict"), node["detail"]!), Levels.Named(Text(node, "level")) ?? throw new FormatException("an unknown level"), (bool)node["flips"]!,
        Text(node, "known") switch
        {
            "new" => new Known.Unseen(),
            "known" => new Known.Accepted((string?)node["because"]),
            "changed" => new Known.Changed(Text(node, "accepted")),
            "not-measured-here" => new Known.NotMeasuredHere(Text(node, "accepted")),
            var word => throw new FormatException($"'{word}' is no word for what is known."),
        },
        StatusWords.Named(Text(node, "status")) ?? throw new FormatException("an unknown status"), (string?)node["source"], Text(node, "published"),
        Interval(node["interval"]), Text(node, "unit"), node["measured"] is { } m ? new(Text(m, "text"), Interval(m["interval"])) : null, Text(node, "reason"),
        node["p"] is { } p ? new(Double(p["p"]!), p["adjusted"] is { } a ? Double(a) : null, (string?)p["family"], (bool)p["decides"]!) : null,
        node["response"] is { } r ? new(Text(r, "text"), (string?)r["source"], (string?)r["date"]) : null, (bool)node["headline"]!,
        [.. node["steps"]!.AsArray().Select(s => new Step(Text(s!, "label"), Text(s!, "text")))],
        new(Text(node, "file"), (int)node["line"]!, (int)node["column"]!, (int)node["length"]!));

    private static JsonObject Detail(Verdict verdict) => verdict switch
    {
        Verdict.ReproducedByRounding v => new() { ["witness"] = v.Witness },
        Verdict.Consistent v => new() { ["power"] = v.Power },
        Verdict.Inconsistent v => new() { ["otherwise"] = v.Otherwise },
        Verdict.Inconclusive v => new() { ["decides"] = v.Decides },
        Verdict.NotTestable v => new() { ["power"] = v.Power, ["decides"] = v.Decides },
        Verdict.NotComparable v => new() { ["range"] = v.Range },
        Verdict.NotRun v => new() { ["get"] = v.Get },
        Verdict.Failed v => new() { ["reason"] = v.Reason },
        _ => [],
    };

    private static Verdict Verdict(string word, JsonNode detail) => word switch
    {
        "reproduced" => new Verdict.Reproduced(),
        "reproduced-by-rounding" => new Verdict.ReproducedByRounding(Text(detail, "witness")),
        "consistent" => new Verdict.Consistent(Text(detail, "power")),
        "deviates" => new Verdict.Deviates(),
        "inconsistent" => new Verdict.Inconsistent(Text(detail, "otherwise")),
        "inconclusive" => new Verdict.Inconclusive(Text(detail, "decides")),
        "not-testable" => new Verdict.NotTestable(Text(detail, "power"), Text(detail, "decides")),
        "not-comparable" => new Verdict.NotComparable(Text(detail, "range")),
        "not-run" => new Verdict.NotRun(Text(detail, "get")),
        "failed" => new Verdict.Failed(Text(detail, "reason")),
        _ => throw new FormatException($"'{word}' is no verdict."),
    };

    private static JsonObject? Write(Interval? interval, string unit) => interval is null ? null : new()
    {
        ["lo"] = interval.Lo.Value?.ToString(),
        ["loOpen"] = interval.Lo.Open,
        ["hi"] = interval.Hi.Value?.ToString(),
        ["hiOpen"] = interval.Hi.Open,
        ["unit"] = unit,
    };

    private static Interval? Interval(JsonNode? node) => node is null ? null : new(
        new((string?)node["lo"] is { } lo ? Rational.Parse(lo) : null, (bool)node["loOpen"]!),
        new((string?)node["hi"] is { } hi ? Rational.Parse(hi) : null, (bool)node["hiOpen"]!));

    [GeneratedRegex(@"\p{Cf}|(?<=\b(?:error|warning)(?:\s+[^:\s]*)?\s*):", RegexOptions.IgnoreCase)]
    private static partial Regex Steering();

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static double Double(JsonNode node) => double.Parse((string)node!, CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(JsonNode node, string key) => DateTimeOffset.ParseExact(Text(node, key), "O", CultureInfo.InvariantCulture);

    private static string Text(JsonNode node, string key) => (string?)node[key] ?? throw new FormatException($"'{key}' is missing.");
}
