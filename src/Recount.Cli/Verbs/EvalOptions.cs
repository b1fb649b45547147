using System.CommandLine;
using Recount.Claims.Evaluations;
using Recount.Printed;
using Recount.Scoring.Formats;
using Recount.Scoring.Items;
using Recount.Scoring.Tasks;
using Recount.Text;

namespace Recount.Cli.Verbs;

/// <summary>The command line of <c>recount eval</c>.</summary>
internal sealed class EvalOptions
{
    private readonly Argument<string> _model = new("model") { Description = "The model's folder, or a graph in it: Optimum's layout or onnx-community's." };

    private readonly Option<string> _task = new("--task")
    {
        Description = $"A known task ({string.Join(", ", Presets.Tasks.Select(t => t.Name))}), or a file of items of your own, with --template.", HelpName = "NAME|DATA", Required = true,
    };

    private readonly Option<string?> _data = new("--data")
    {
        Description = "The items of a known task; its public file if left out, where that is in the cache or a mirror.", HelpName = "FILE",
    };

    private readonly Option<string?> _sha256 = new("--data-sha256") { Description = "What the digest of the data must be; needed where they are named by address.", HelpName = "DIGEST" };
    private readonly Option<string?> _columns = new("--columns") { Description = "New columns: \"question=question.stem\".", HelpName = "TEXT" };
    private readonly Option<string?> _id = new("--id") { Description = "The column that names the items; left out, they are counted.", HelpName = "COLUMN" };
    private readonly Option<string[]> _classes = new("--classes") { Description = "For a task of your own: the classes that --gold holds, in order: true/false.", HelpName = "A/B" };
    private readonly Option<string?> _gold = new("--gold") { Description = "For a task of your own: the field with the class, or with the right choice.", HelpName = "FIELD" };
    private readonly Option<int?> _limit = new("--limit") { Description = "Only so many items, the first ones.", HelpName = "N" };
    private readonly Option<int?> _budget = new("--budget")
    {
        Description = "Of more than 64 formats: at most so many answers (items times formats). The best and the worst are looked for on half of the items, and measured on the others. " +
            "Left out: all formats on all items.",
        HelpName = "N",
    };

    private readonly Option<string> _join = new("--join")
    {
        Description = "How context and continuation become tokens: lm-eval, lighteval or pairwise.", DefaultValueFactory = _ => "lm-eval",
    };

    private readonly Option<int?> _length = new("--max-length") { Description = "Positions that are used, at most those of the model.", HelpName = "N" };
    private readonly Option<string?> _published = new("--published") { Description = "A published score: where it stands among the formats.", HelpName = "SCORE" };
    private readonly Option<string> _device = new("--device") { Description = "auto, cpu, cuda or cuda:1.", HelpName = "DEVICE", DefaultValueFactory = _ => "auto" };
    private readonly Option<int> _threads = ScoreOptions.Threads();
    private readonly Option<string?> _log = new("--log") { Description = "Where scores are kept while they are measured; in the cache if left out.", HelpName = "FILE" };
    private readonly Option<bool> _fresh = new("--fresh") { Description = "Measure anew, whatever the log holds." };
    private readonly Option<string?> _out = new("--out") { Description = "Write formats.svg, formats.png, formats.csv and evaluation.yaml into this folder.", HelpName = "DIR" };

    public FormatOptions Formats { get; } = new();

    public void AddTo(Command command)
    {
        _join.AcceptOnlyFromAmong("lm-eval", "lighteval", "pairwise");
        command.Add(_model);
        command.Add(_task);
        command.Add(_data);
        Formats.AddTo(command, true);
        foreach (var option in new Option[] { _published, _sha256, _columns, _id, _classes, _gold, _limit, _budget, _join, _length, _device, _threads, _log, _fresh, _out })
        {
            command.Add(option);
        }
    }

    /// <summary>What a command line says.</summary>
    public Line Read(ParseResult parsed) => new(
        parsed.GetValue(_model)!, parsed.GetValue(_task)!, parsed.GetValue(_data), parsed.GetValue(_sha256), parsed.GetValue(_columns), parsed.GetValue(_id),
        [.. (parsed.GetValue(_classes) ?? []).SelectMany(c => c.Split('/'))], parsed.GetValue(_gold), parsed.GetValue(_limit), parsed.GetValue(_budget), parsed.GetValue(_join)!,
        parsed.GetValue(_length), parsed.GetValue(_published), parsed.GetValue(_device)!, parsed.GetValue(_threads), parsed.GetValue(_log), parsed.GetValue(_fresh), parsed.GetValue(_out));

    /// <summary>A command line.</summary>
    internal sealed record Line(
        string Model, string Task, string? Data, string? Sha256, string? Columns, string? Id, IReadOnlyList<string> Classes, string? Gold, int? Limit, int? Budget,
        string Join, int? MaxLength, string? Published, string Device, int Threads, string? Log, bool Fresh, string? Out)
    {
        private static Func<int, int, Place> At(string option) => ScoreOptions.At(option);

        /// <summary>The file or address of the items.</summary>
        public string? From => Data ?? (Presets.Task(Task) is { } task ? task.Items?.Url : Task);

        /// <summary>The evaluation; null when there is a mistake, all of which are said.</summary>
        /// <param name="leftOut">Where no format was named: those that need what the items do not have.</param>
        public DeclaredEvaluation? Evaluation(ParseResult parsed, FormatOptions formats, Diagnostics diagnostics, out IReadOnlyList<string> leftOut)
        {
            leftOut = [];
            var known = Presets.Task(Task);
            if (From is not { } from || (known is null && (Data is not null || Path.GetExtension(Task).Length == 0)))
            {
                diagnostics.Add(known is null ? Mistakes.UnknownTask(At("--task")(0, Task.Length), Task, Presets.Tasks.Select(t => t.Name))
                    : Mistakes.MissingKey(At("--task")(0, Task.Length), $"the task '{Task}'", "--data", "No public file of its items is known here."));
                return null;
            }

            foreach (var (option, what, of) in new[]
            {
                ("--limit", "number of items", Limit), ("--max-length", "number of positions", MaxLength), ("--budget", "number of answers", Budget),
            }.Where(o => o.Item3 < 1))
            {
                diagnostics.Add(Mistakes.NoFreeNumber(At(option)(0, 1), what, $"{of}", "100"));
            }

            if (Budget is not null && known?.Group is not null)
            {
                diagnostics.Add(Mistakes.NotForThisTask(At("--budget")(0, 1), $"in the task '{Task}' several items make one question, and a search deals in items", "Leave --budget out."));
            }

            foreach (var option in new[] { ("--classes", Classes.Count > 0), ("--gold", Gold is not null) }.Where(o => known is not null && o.Item2))
            {
                diagnostics.Add(Mistakes.NotForThisTask(At(option.Item1)(0, 1), $"the task '{Task}' has classes of its own", "Of a task of your own, name the file: --task items.jsonl"));
            }

            var task = known ?? FormattedTask.Own(Path.GetFileNameWithoutExtension(from), Classes, Gold);
            var sha256 = Sha256 ?? (Data is null ? known?.Items?.Sha256 : null);
            var items = NamedItems.Read(new("data", from, At("--data")), sha256 is null ? null : new("data-sha256", sha256, At("--data-sha256")), Id,
                Columns is null ? null : new("columns", Columns, At("--columns")), diagnostics);
            var grid = formats.Read(parsed, known, null, diagnostics);
            if (items is null || grid is null)
            {
                return null;
            }

            var evaluated = Limit is > 0 and var most ? items with { Items = [.. items.Items.Take(most)] } : items;
            if (formats.AreAll(parsed))
            {
                var fitting = grid.Formats.Where(f => new FormatTasks(task, task.Name, new("--task", 1, 1, 1), new()).Of([f], evaluated, items) is not null).ToList();
                leftOut = fitting.Count == 0 ? [] : [.. grid.Formats.Except(fitting).Select(f => f.Name)];
                grid = fitting.Count == 0 ? grid : new(fitting, fitting[0].Name);
            }

            var tasks = new FormatTasks(task, task.Name, new("--task", 1, 1, 1), diagnostics) { GoldAt = Gold is null ? null : At("--gold")(0, Gold.Length) }
                .Of(grid.Formats, evaluated, items);
            DeclaredModel model = new("model", Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(Model))), Model, [], "", new("model", 1, 1, 1));
            var declared = new DeclaredItems(task.Name, evaluated, null, null, null, Status.Primary, null) { Pool = items };
            return tasks is null || diagnostics.Any ? null : new(task.Name, [model], declared, null, task, grid, tasks, Join, MaxLength, false, new("--task", 1, 1, 1));
        }
    }
}
