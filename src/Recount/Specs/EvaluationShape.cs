using Recount.Scoring.Formats;
using Recount.Text.Shapes;

namespace Recount.Specs;

/// <summary>The part of the spec language that declares benchmark items, models, and evaluations of the ones by the others.</summary>
internal static class EvaluationShape
{
    private static readonly Key Derived =
        new("derived", new Shape.Text("How the file was made of what is at the url, where it is not that itself: it is then found by its digest only, in a mirror folder."));

    /// <summary>Benchmark items; <paramref name="declarations"/> say how well they are known.</summary>
    public static Shape Items(params Key[] declarations) => new Shape.Mapping("items", "The items of a benchmark: .jsonl, .json, .csv, .tsv or .parquet.",
    [
        new("file", new Shape.Text("A file below the folder of the spec.")),
        .. InputReader.Keys("the file"), Derived,
        new("split", new Shape.Text("Which split of the benchmark they are, such as validation.")),
        new("id", new Shape.Text("The column that names the items; left out, they are counted.")),
        new("group", new Shape.Text("A column: rows with the same text in it are one item, whose other columns are lists.")),
        new("columns", new Shape.MapOf("Columns that are other fields, or fields with filters.", new Shape.Text("A field: question.stem, or label|index:entailment."))),
        new("where", new Shape.Text("Only items that compare so: label == 1 and split == test.")),
        new("limit", new Shape.Text("Only so many items, the first ones.")),
        .. declarations,
    ]);

    /// <summary>A model.</summary>
    public static Shape Model { get; } = new Shape.Mapping("a model", "A language model as an ONNX graph with its tokenizer.",
    [
        new("folder", new Shape.Text("A folder below that of the spec.")),
        new("files", new Shape.MapOf("Files by their path in the model's folder.", new Shape.Mapping("a file", "A file of a model.", [.. InputReader.Keys("the file"), Derived]))),
        new("called", new Shape.Text("What sentences call it; its name if left out.")),
        new("note", new Shape.Text("A remark for readers of the spec; not evaluated.")),
    ]);

    /// <summary>An evaluation.</summary>
    public static Shape Evaluation { get; } = new Shape.Mapping("an evaluation", "Models, items, and the prompt formats under which the ones are put to the others.",
    [
        new("model", new Shape.Either("A model of this spec, or several.", new Shape.Text("A model."), new Shape.ListOf("Several models.", new Shape.Text("A model."))), true),
        new("items", new Shape.Text("Items of this spec."), true),
        new("shots-from", new Shape.Text("Items that shots are drawn from; the evaluated ones if left out, each without itself.")),
        new("task", new Shape.Text($"A known task: {string.Join(", ", Presets.Tasks.Select(t => t.Name))}; or a name for one of your own.")),
        new("classes", new Shape.ListOf("For a task of your own: the classes that 'gold' holds, in order.", new Shape.Text("A class."))),
        new("gold", new Shape.Text("For a task of your own: the field with the class, or with the right choice.")),
        new("formats", FormatReader.Grid, true),
        new("join", new Shape.Word("How context and continuation become tokens.", ["lm-eval", "lighteval", "pairwise"])),
        new("max-length", new Shape.Text("Positions that are used, at most those of the model.")),
        new("effort", new Shape.Word("full: it takes long, and runs only where everything is asked for.", ["normal", "full"])),
        new("note", new Shape.Text("A remark for readers of the spec; not evaluated.")),
    ]);
}
