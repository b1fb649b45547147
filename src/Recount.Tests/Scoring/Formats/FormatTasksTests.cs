using Recount.Scoring;
using Recount.Scoring.Formats;
using Recount.Scoring.Items;
using Recount.Scoring.Tasks;
using Recount.Text;
using Recount.Text.Yaml;

namespace Recount.Tests.Scoring.Formats;

/// <summary>What each axis does to a prompt, and what is said where a format cannot be made.</summary>
public class FormatTasksTests
{
    private static readonly FormattedTask BoolQ = Presets.Task("boolq")!;

    private static FormatGrid? Grid(string yaml, Diagnostics diagnostics, string task = "boolq")
    {
        var node = YamlText.Read(new("formats.yaml", yaml, ""), diagnostics);
        return node is null ? null : new FormatReader(diagnostics).Grids(node, Presets.Of(task));
    }

    private static IReadOnlyList<FormatTask>? Made(string yaml, Diagnostics diagnostics, FormattedTask? task = null, ItemSet? items = null)
    {
        task ??= BoolQ;
        items ??= new("sample", [.. task.Sample!.Fields.Keys], [task.Sample]);
        return Grid(yaml, diagnostics, task.Name) is { } grid ? new FormatTasks(task, task.Name, new("formats.yaml", 1, 1, 1), diagnostics).Of(grid.Formats, items, items) : null;
    }

    private static RenderedItem One(string yaml, FormattedTask? task = null, ItemSet? items = null)
    {
        var (diagnostics, problems) = (new Diagnostics(), new List<string>());
        var made = Made(yaml, diagnostics, task, items);
        Assert.Empty(diagnostics.Sorted());
        var item = Rendering.Of(Assert.Single(made!).Task, problems)[0];
        Assert.Empty(problems);
        return item;
    }

    private const string Heron = "A heron stands in shallow water and waits. It eats fish, frogs and now and then a vole.";

    [Theory]
    [InlineData("[{ preset: gpt3, labels: Q/A }]", "\nQ: do herons eat fish?\nA:", " yes")]
    [InlineData("[{ preset: gpt3, labels: none }]", "\ndo herons eat fish?", "\nyes")]
    [InlineData("[{ preset: gpt3, casing: upper }]", "\nQUESTION: do herons eat fish?\nANSWER:", " yes")]
    [InlineData("[{ preset: gpt3, casing: title }]", "\nQuestion: do herons eat fish?\nAnswer:", " yes")]
    [InlineData("[{ preset: gpt3, separator: \":\\n\" }]", "\nquestion:\ndo herons eat fish?\nanswer:", "\nyes")]
    [InlineData("[{ preset: gpt3, separator: \" - \" }]", "\nquestion - do herons eat fish?\nanswer -", " yes")]
    [InlineData("[{ preset: gpt3, separator: \"\\t\" }]", "\nquestion\tdo herons eat fish?\nanswer", "\tyes")]
    [InlineData("[{ preset: gpt3, newline: \" || \" }]", " || question: do herons eat fish? || answer:", " yes")]
    [InlineData("[{ preset: gpt3, newline: \"\\n\\n\" }]", "\n\nquestion: do herons eat fish?\n\nanswer:", " yes")]
    [InlineData("[{ preset: gpt3, verbalizers: true/false }]", "\nquestion: do herons eat fish?\nanswer:", " true")]
    [InlineData("[{ preset: gpt3, verbalizers: [Yes, No], swap: true }]", "\nquestion: do herons eat fish?\nanswer:", " No")]
    [InlineData("[{ preset: gpt3, delimiter: \"\" }]", "\nquestion: do herons eat fish?\nanswer:", "yes")]
    [InlineData("[{ preset: gpt3, scoring: letters }]", "\nquestion: do herons eat fish?\nA. yes\nB. no\nanswer:", " A")]
    [InlineData("[{ preset: gpt3, scoring: letters, marker: (a) }]", "\nquestion: do herons eat fish?\n(a) yes\n(b) no\nanswer:", " (a)")]
    [InlineData("[{ preset: gpt3, scoring: letters-and-text, marker: 1. }]", "\nquestion: do herons eat fish?\n1. yes\n2. no\nanswer:", " 1. yes")]
    public void An_axis_changes_its_part_of_the_prompt(string yaml, string prompt, string right)
    {
        var item = One(yaml);
        Assert.Equal(Heron + prompt, item.Pairs[0].Context);
        Assert.Equal(right, item.Pairs[item.Gold[0]].Continuation);
        Assert.Equal(0, item.Gold[0]);
    }

    [Fact]
    public void A_swap_leaves_the_order_in_which_options_are_listed()
    {
        var item = One("[{ preset: gpt3, swap: true }]", Presets.Task("cb"));
        Assert.Contains("true, false, or neither?", item.Pairs[0].Context, StringComparison.Ordinal);
        Assert.Equal([" neither", " false", " true"], item.Pairs.Select(p => p.Continuation));
    }

    [Fact]
    public void An_instruction_stands_before_everything_with_its_own_breaks() =>
        Assert.StartsWith("Read.\n\nA heron", One("[{ preset: gpt3, instruction: \"Read.\\n\\n\" }]").Pairs[0].Context, StringComparison.Ordinal);

    [Fact]
    public void What_is_generated_is_compared_with_the_word_or_the_letter_of_the_right_class()
    {
        Assert.Equal(["yes"], One("[{ preset: gpt3, scoring: generate }]").Targets);
        var letters = One("[{ preset: gpt3, scoring: generate-letters }]");
        Assert.Equal(["A"], letters.Targets);
        Assert.EndsWith("\nA. yes\nB. no\nanswer:", letters.Pairs[0].Context, StringComparison.Ordinal);
    }

    [Fact]
    public void All_formats_show_an_item_the_same_examples()
    {
        var sample = BoolQ.Sample!;
        ItemSet items = new("many", [.. sample.Fields.Keys], [.. Enumerable.Range(0, 9).Select(i => sample with { Position = i + 1, Id = $"{i}", Fields = new Dictionary<string, Field>(sample.Fields)
        {
            ["passage"] = new Field.Text($"Passage {i}."), ["label"] = new Field.Text(i % 2 == 0 ? "true" : "false"),
        } })], new('0', 64));
        var diagnostics = new Diagnostics();
        var made = Made("{ base: gpt3, vary: { shots: [3], labels: [question/answer, Q/A], verbalizers: [yes/no, true/false] } }", diagnostics, null, items)!;
        Assert.Empty(diagnostics.Sorted());
        var problems = new List<string>();
        var shown = made.Select(m => Rendering.Of(m.Task, problems).Select(r => string.Concat(r.Pairs[0].Context.Split('\n').Where(l => l.StartsWith("Passage", StringComparison.Ordinal)))).ToList()).ToList();
        Assert.Equal(4, shown.Count);
        Assert.All(shown, s => Assert.Equal(shown[0], s));
        Assert.Equal(9, shown[0].Distinct().Count());
        Assert.Contains("\nanswer: yes\n\n", Rendering.Of(made[0].Task, problems)[1].Pairs[0].Context, StringComparison.Ordinal);
        Assert.Contains("\nA: true\n\n", Rendering.Of(made[3].Task, problems)[1].Pairs[0].Context, StringComparison.Ordinal);
    }

    [Fact]
    public void A_grid_is_a_product_whose_formats_are_named_by_what_they_say_otherwise()
    {
        var diagnostics = new Diagnostics();
        var grid = Grid("{ base: gpt3, vary: { labels: [question/answer, Q/A], separator: [\": \", \":\\n\"] }, also: [lm-eval, { preset: helm, shots: 5 }], reference: gpt3 labels=Q/A }", diagnostics)!;
        Assert.Empty(diagnostics.Sorted());
        Assert.Equal(["gpt3", "gpt3 separator=\":\\n\"", "gpt3 labels=Q/A", "gpt3 labels=Q/A separator=\":\\n\"", "lm-eval", "helm"], grid.Formats.Select(f => f.Name));
        Assert.Equal("gpt3 labels=Q/A", grid.Reference);
        Assert.Equal(["labels", "separator", "verbalizers", "scoring", "normalisation", "shots"], grid.Varied.Select(k => k.Name));
    }

    [Fact]
    public void A_grid_runs_no_format_twice()
    {
        var diagnostics = new Diagnostics();
        Assert.Equal(["gpt3"], Grid("{ base: gpt3, also: [gpt3, { preset: gpt3, name: again }] }", diagnostics)!.Formats.Select(f => f.Name));
        Assert.Null(Grid("[gpt3, { preset: lm-eval, name: gpt3 }]", diagnostics));
        Assert.Contains("are not the same", Assert.Single(diagnostics.Sorted()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[gpt4]", "RC081", "'gpt4' is no preset of this task")]
    [InlineData("[{ preset: gpt3, template: \"{passage} [question\" }]", "RC080", "a bracket opens here")]
    [InlineData("[{ preset: gpt3, template: \"{passage} question]\" }]", "RC080", "a bracket closes here")]
    [InlineData("[{ preset: gpt3, verbalizers: yes/no/maybe }]", "RC082", "there are 3 verbalizers for the 2 classes")]
    [InlineData("[{ preset: gpt3, labels: [Q, A, passage=P] }]", "RC082", "the template has no [passage]")]
    [InlineData("[{ preset: gpt3, template: \"{passge}\\n[answer]\" }]", "RC074", "'passge' is no column of the items")]
    [InlineData("[{ preset: gpt3, template: \"{passage|uper-first}\\n[answer]\" }]", "RC083", "'uper-first' is no filter of a field")]
    [InlineData("{ base: gpt3, reference: lm-evl, also: [lm-eval] }", "RC085", "'lm-evl' is no format of this evaluation")]
    [InlineData("[{ name: mine, labels: Q/A }]", "RC011", "")]
    public void A_mistake_is_said_with_its_place(string yaml, string code, string says)
    {
        var diagnostics = new Diagnostics();
        Assert.Null(Made(yaml, diagnostics));
        Assert.Contains(diagnostics.Sorted(), d => (d.Code == code || code == "RC011") && d.Message.Contains(says, StringComparison.Ordinal));
        Assert.All(diagnostics.Sorted(), d => Assert.Equal("formats.yaml", d.At.File));
    }

    [Fact]
    public void A_mistake_in_a_filled_template_points_into_the_template_as_it_was_written()
    {
        var diagnostics = new Diagnostics();
        Assert.Null(Made("- preset: gpt3\n  template: \"[question]{passage} {questoin}\"\n", diagnostics));
        var mistake = Assert.Single(diagnostics.Sorted(), d => d.Code == "RC074");
        Assert.Equal((2, 34, 10), (mistake.At.Line, mistake.At.Column, mistake.At.Length));
    }

    [Fact]
    public void A_field_that_a_task_needs_and_no_column_gives_is_said_with_the_columns_that_were_looked_for()
    {
        var diagnostics = new Diagnostics();
        ItemSet items = new("short", ["passage", "label"], [new(1, "1", new Dictionary<string, Field> { ["passage"] = new Field.Text("P."), ["label"] = new Field.Text("true") })]);
        Assert.Null(Made("[gpt3]", diagnostics, null, items));
        Assert.Contains("needs 'question'", Assert.Single(diagnostics.Sorted(), d => d.Code == "RC084").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_that_is_none_of_the_tasks_is_said_with_its_item()
    {
        var diagnostics = new Diagnostics();
        ItemSet items = new("odd", ["passage", "question", "label"],
            [new(1, "i7", new Dictionary<string, Field> { ["passage"] = new Field.Text("P."), ["question"] = new Field.Text("q"), ["label"] = new Field.Text("perhaps") })]);
        Assert.Null(Made("[gpt3]", diagnostics, null, items));
        var mistake = Assert.Single(diagnostics.Sorted());
        Assert.Contains("Item 'i7' has \"perhaps\"", mistake.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("true"), InlineData("1"), InlineData("True")]
    public void Files_may_name_a_class_in_several_ways(string label)
    {
        ItemSet items = new("set", ["passage", "question", "answer"],
            [new(1, "1", new Dictionary<string, Field> { ["passage"] = new Field.Text("P."), ["question"] = new Field.Text("q"), ["answer"] = label == "True" ? new Field.Truth(true) : new Field.Text(label) })]);
        Assert.Equal([0], One("[gpt3]", null, items).Gold);
    }

    [Fact]
    public void Pairs_of_rows_can_be_one_item_with_a_list()
    {
        var task = Presets.Task("arc")!;
        ItemSet items = new("arc", ["query", "choices", "gold"], [new(1, "1", new Dictionary<string, Field>
        {
            ["query"] = new Field.Text("Question: Which?"), ["choices"] = new Field.List([new Field.Text("a"), new Field.Text("b")]), ["gold"] = new Field.Number("1"),
        })]);
        var item = One("[gpt3]", task, items);
        Assert.Equal("Question: Which?\nAnswer:", item.Pairs[0].Context);
        Assert.Equal([1], item.Gold);
    }

    [Theory]
    [InlineData("Choice A:", "\nChoice A: yes\nChoice B: no\n", " Choice A")]
    [InlineData("(i)", "\n(i) yes\n(ii) no\n", " (i)")]
    [InlineData("a", "\na yes\nb no\n", " a")]
    [InlineData("#1)", "\n#1) yes\n#2) no\n", " #1)")]
    public void A_marker_counts_by_the_letter_or_number_that_stands_by_itself(string marker, string listed, string right)
    {
        var item = One($"[{{ preset: gpt3, scoring: letters, marker: \"{marker}\" }}]");
        Assert.Contains(listed, item.Pairs[0].Context, StringComparison.Ordinal);
        Assert.Equal(right, item.Pairs[0].Continuation);
    }

    [Theory]
    [InlineData("A.", 26, true)]
    [InlineData("A.", 27, false)]
    [InlineData("i.", 13, false)]
    [InlineData("1.", 40, true)]
    public void Letters_end_before_they_would_begin_anew(string marker, int choices, bool counts)
    {
        ItemSet items = new("many", ["q", "list", "gold"], [new(1, "i1", new Dictionary<string, Field>
        {
            ["q"] = new Field.Text("Which?"), ["list"] = new Field.List([.. Enumerable.Range(0, choices).Select(i => new Field.Text($"c{i}"))]), ["gold"] = new Field.Number("0"),
        })]);
        var (diagnostics, task) = (new Diagnostics(), FormattedTask.Own("many", [], null));
        var made = Made($"[{{ template: \"{{q}}\\n[choices]\", choices: \"{{list}}\", scoring: letters, marker: \"{marker}\" }}]", diagnostics, task, items);
        Assert.Equal(counts, made is not null);
        Assert.Equal(counts ? 0 : 1, diagnostics.Sorted().Count(d => d.Message.Contains("Item 'i1' has a choice", StringComparison.Ordinal)));
    }

    [Fact]
    public void Choices_in_another_order_have_their_own_right_one()
    {
        ItemSet items = new("two", ["q", "one", "two", "gold"], [new(1, "i1", new Dictionary<string, Field>
        {
            ["q"] = new Field.Text("Which?"), ["one"] = new Field.Text("heron"), ["two"] = new Field.Text("vole"), ["gold"] = new Field.Text("vole"),
        })]);
        var (diagnostics, task) = (new Diagnostics(), FormattedTask.Own("two", [], null));
        var made = Made("[{ name: a, template: \"{q}\", choices: [\"{one}\", \"{two}\"] }, { name: b, template: \"{q}\", choices: [\"{two}\", \"{one}\"] }]", diagnostics, task, items);
        Assert.Empty(diagnostics.Sorted());
        Assert.Equal([1, 0], made!.SelectMany(m => Rendering.Of(m.Task, [])[0].Gold));
    }

    [Fact]
    public void Several_right_choices_stay_several()
    {
        Field Texts(params string[] texts) => new Field.List([.. texts.Select(t => new Field.Text(t))]);
        ItemSet items = new("two", ["q", "choices", "gold"], [new(1, "i1", new Dictionary<string, Field>
        {
            ["q"] = new Field.Text("Which?"), ["choices"] = Texts("heron", "vole", "moth"), ["gold"] = new Field.List([new Field.Number("0"), new Field.Number("2")]),
        })]);
        var (diagnostics, task) = (new Diagnostics(), FormattedTask.Own("two", [], null));
        var made = Made("[{ name: a, template: \"{q}\", choices: \"{choices}\" }, { name: b, template: \"{q}\", choices: \"{choices}\", scoring: generate }]", diagnostics, task, items);
        Assert.Empty(diagnostics.Sorted());
        Assert.Equal([0, 2], Rendering.Of(made![0].Task, [])[0].Gold);
        Assert.Equal(["heron", "moth"], Rendering.Of(made[1].Task, [])[0].Targets);
    }

    // Activity and context are joined before brackets and double blanks go.
    [Theory]
    [InlineData("[header] How to keep a vole [title] Ask first.", "", "Pets: How to keep a vole. Ask first.")]
    [InlineData("A man digs.", "he SMILES", "Pets: A man digs. He smiles")]
    public void Hellaswag_is_prepared_as_the_harness_does(string first, string second, string context)
    {
        var task = Presets.Task("hellaswag")!;
        var sample = task.Sample!;
        ItemSet items = new("one", [.. sample.Fields.Keys], [sample with { Fields = new Dictionary<string, Field>(sample.Fields)
        {
            ["activity"] = new Field.Text("Pets"), ["ctx_a"] = new Field.Text(first), ["ctx_b"] = new Field.Text(second),
        } }]);
        var diagnostics = new Diagnostics();
        var made = Made("[lm-eval]", diagnostics, task, items)!;
        Assert.Empty(diagnostics.Sorted());
        Assert.Equal(context, Rendering.Of(Assert.Single(made).Task, [])[0].Pairs[0].Context);
    }

    [Fact]
    public void Solved_examples_of_what_is_judged_show_right_answers()
    {
        var task = Presets.Task("wsc")!;
        var sample = task.Sample!;
        ItemSet items = new("many", [.. sample.Fields.Keys], [.. Enumerable.Range(0, 9).Select(i => sample with { Position = i + 1, Id = $"{i}", Fields = new Dictionary<string, Field>(sample.Fields)
        {
            ["label"] = new Field.Text(i % 3 == 0 ? "true" : "false"), ["noun"] = new Field.Text($"noun{i}"),
        } })], new('0', 64));
        var (diagnostics, problems) = (new Diagnostics(), new List<string>());
        var made = Made("{ base: gpt3, vary: { shots: [2] } }", diagnostics, task, items)!;
        Assert.Empty(diagnostics.Sorted());
        var shown = Rendering.Of(Assert.Single(made).Task, problems).Select(r => r.Pairs[0].Context).ToList();
        Assert.Empty(problems);
        Assert.All(shown, s => Assert.DoesNotMatch("noun[124578]", s));
        Assert.All(shown, s => Assert.Matches("noun[036]", s));
    }

    [Fact]
    public void What_is_right_may_stand_inside_a_record()
    {
        ItemSet items = new("deep", ["q", "meta"], [new(1, "i1", new Dictionary<string, Field>
        {
            ["q"] = new Field.Text("Which?"), ["meta"] = new Field.Record(new Dictionary<string, Field> { ["label"] = new Field.Text("no") }),
        })]);
        var item = One("[{ template: \"{q}\", verbalizers: yes/no }]", FormattedTask.Own("deep", ["yes", "no"], "meta.label"), items);
        Assert.Equal([1], item.Gold);
    }

    [Theory]
    [InlineData("lable", "'lable' is no column of the items")]
    [InlineData("text", "neither true nor false")]
    public void What_says_whether_an_answer_is_meant_must_be_there_and_say_it(string holds, string says)
    {
        var diagnostics = new Diagnostics();
        Assert.Null(Made($"[{{ preset: gpt3, holds: {holds} }}]", diagnostics, Presets.Task("wsc")));
        Assert.Contains(diagnostics.Sorted(), d => d.Message.Contains(says, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{ base: gpt3, vary: { seed: [1, 2, 3], shots: [0, 5] } }", 4)]
    [InlineData("{ base: gpt3, vary: { marker: [A., (a)], scoring: [text, letters] } }", 3)]
    [InlineData("{ base: { preset: gpt3, template: \"{passage} {question}?\" }, vary: { labels: [Q/A, Question/Answer], verbalizers: [yes/no, Yes/No] } }", 2)]
    public void What_changes_no_prompt_makes_no_other_format(string formats, int count)
    {
        var diagnostics = new Diagnostics();
        Assert.Equal(count, Grid(formats, diagnostics)!.Formats.Count);
        Assert.Empty(diagnostics.Sorted());
    }

    [Fact]
    public void A_thousand_formats_are_a_grid_and_one_more_than_can_be_run_is_a_mistake()
    {
        static string Numbers(int count) => string.Join(", ", Enumerable.Range(0, count).Select(i => $"\"{i}\""));
        var diagnostics = new Diagnostics();
        Assert.Equal(1024, Grid($"{{ base: gpt3, vary: {{ newline: [{Numbers(32)}], separator: [{Numbers(32)}] }} }}", diagnostics)!.Formats.Count);
        Assert.Empty(diagnostics.Sorted());
        Assert.Null(Grid($"{{ base: gpt3, vary: {{ newline: [{Numbers(40)}], shots: [{Numbers(40)}], separator: [{Numbers(40)}] }} }}", diagnostics));
        Assert.Contains("at most 1024 are run", Assert.Single(diagnostics.Sorted()).Message, StringComparison.Ordinal);
    }
}
