namespace Recount.Text;

/// <content>Mistakes in results that other programs recorded, and in what claims ask of them.</content>
public static partial class Mistakes
{
    private static (string Code, string About)[] CodesOfResults =>
    [
        ("RC090", "A results file is the JSON that lm-evaluation-harness, lighteval or Every Eval Ever writes; 'format:' says which, where it does not look like one."),
        ("RC091", "Results are named by a file that lies below the spec, or by an https address and a sha256: one of the two."),
        ("RC092", "A claim asks a results file for a task that it does not hold."),
        ("RC093", "A claim asks a task for a metric or a filter that was not recorded; where there are several filters, the claim says which."),
        ("RC094", "A file of samples holds one JSON object a line, as lm-evaluation-harness writes it with --log_samples."),
        ("RC095", "A percentage or a share is recorded, and the published number cannot be one: its unit is not said."),
    ];

    public static Diagnostic NoResults(Place at, string what) => new("RC090", at, what);

    /// <param name="declared">The format that the spec says, or empty.</param>
    /// <param name="seen">What the file looks like, or null.</param>
    public static Diagnostic UnknownResults(Place at, string declared, string? seen, IEnumerable<string> formats) => new("RC090", at,
        declared.Length == 0 ? "this is no results file that is known" : $"this is no results file of {declared}",
        seen is null ? $"Known are {string.Join(", ", formats)}." : $"It looks like one of {seen}.");

    public static Diagnostic NoOriginOfResults(Place at, string name, IReadOnlyList<string> given) => new("RC091", at,
        given.Count == 0 ? $"the results '{Plain.Short(name)}' come from nowhere" : $"the results '{Plain.Short(name)}' come from {string.Join(" and ", given)} at once",
        "Give 'file:', or 'url:' with 'sha256:'.");

    public static Diagnostic NoResultsFile(Place at, string path, string why) => new("RC091", at, $"the file '{Plain.Short(path)}' {why}", "It lies below the folder of the spec.");

    public static Diagnostic NoTask(Place at, string task, IEnumerable<string> tasks) => new("RC092", at,
        $"no task '{Plain.Short(task)}' is in these results", () => DidYouMean(task, tasks, "Tasks"));

    public static Diagnostic NoMetric(Place at, string metric, string task, IEnumerable<string> metrics) => new("RC093", at,
        $"no metric '{Plain.Short(metric)}' was recorded of '{Plain.Short(task)}'", () => DidYouMean(metric, metrics, "Metrics"));

    public static Diagnostic NoFilterOf(Place at, string filter, string metric, IEnumerable<string> filters) => new("RC093", at,
        $"'{Plain.Short(metric)}' was not recorded behind the filter '{Plain.Short(filter)}'", () => DidYouMean(filter, filters, "Filters"));

    public static Diagnostic WhichFilter(Place at, string metric, IReadOnlyList<string> filters) => new("RC093", at,
        $"'{Plain.Short(metric)}' was recorded behind {filters.Count} filters", $"Say which with 'filter:': {string.Join(", ", filters)}.");

    public static Diagnostic WhichShots(Place at, string task, IEnumerable<int?> shots) => new("RC093", at,
        $"'{Plain.Short(task)}' was recorded with several numbers of shots", $"Say which with 'shots:': {string.Join(", ", shots.Select(s => s is null ? "(not told)" : $"{s}"))}.");

    public static Diagnostic BadSample(Place at, string what) => new("RC094", at, what);

    public static Diagnostic NoShare(Place at, string published, string metric) => new("RC095", at,
        $"'{Plain.Short(metric)}' is a share, and '{Plain.Short(published)}' is above one", "Write 'unit: percent' for the published number.");
}
