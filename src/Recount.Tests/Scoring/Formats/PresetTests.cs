using System.Text.RegularExpressions;
using Recount.Reports;
using Recount.Scoring.Formats;
using Recount.Scoring.Items;
using Recount.Scoring.Tasks;
using Recount.Text;
using VerifyXunit;

namespace Recount.Tests.Scoring.Formats;

/// <summary>The published layouts, prompt by prompt: every one as a file to look at, and GPT-3's against its appendix as the facts have it.</summary>
public class PresetTests
{
    public static TheoryData<string> Tasks => [.. Presets.Tasks.Select(t => t.Name)];

    private static IReadOnlyList<FormatTask> Made(FormattedTask task, params string[] only)
    {
        var diagnostics = new Diagnostics();
        ItemSet items = new("sample", [.. task.Sample!.Fields.Keys], [task.Sample]);
        var formats = Presets.Of(task.Name).Where(f => only.Length == 0 || only.Contains(f.Name)).ToList();
        var made = new FormatTasks(task, task.Name, Place.Nowhere, diagnostics).Of(formats, items, items);
        Assert.Empty(diagnostics.Sorted());
        return made!;
    }

    private static RenderedItem Rendered(FormatTask format)
    {
        var problems = new List<string>();
        var item = Assert.Single(Rendering.Of(format.Task, problems));
        Assert.Empty(problems);
        return item;
    }

    [Theory]
    [MemberData(nameof(Tasks))]
    public async Task Every_published_prompt_of_a_task_is_as_it_was_when_it_was_checked(string name)
    {
        var page = new Page(96);
        var made = Made(Presets.Task(name)!);
        Assert.Equal("gpt3", made[0].Format.Name);
        foreach (var format in made)
        {
            FormatPage.Render(page, name, format, Rendered(format));
        }

        await Verifier.Verify(page.ToString()).UseDirectory("Golden").UseFileName(name);
    }

    /// <summary>The layouts of the facts (gpt3.md, section 1), field by field, with their completions.</summary>
    [Theory]
    [InlineData("boolq", "{passage}\nquestion: {question}?\nanswer:", " yes", " no")]
    [InlineData("cb", "{premise}\nquestion: {hypothesis}. true, false, or neither?\nanswer:", " true", " false", " neither")]
    [InlineData("rte", "{premise}\nquestion: {hypothesis} True or False?\nanswer:", " True", " False")]
    [InlineData("wic", "{sentence1}\n{sentence2}\nquestion: Is the word '{word}' used in the same way in the two sentences above?\nanswer:", " yes", " no")]
    [InlineData("webqs", "Q: {question}\n\nA:")]
    [InlineData("arc", "Question: {question}\nAnswer:", " a candle", " an ice cube", " a coin", " a brick")]
    [InlineData("copa", "The kettle began to whistle because", " the water was boiling.", " the cup was cracked.")]
    [InlineData("anli", "anli {round}: anli {round}: {premise}\nQuestion: {hypothesis} True, False, or Neither?", " True", " False", " Neither")]
    [InlineData("piqa", "{goal}", " {sol1}", " {sol2}")]
    [InlineData("openbookqa", "{question}", " behind the house", " low", " hot", " high")]
    [InlineData("hellaswag", "{activity}: {ctx}", " lowers a young tree into it.", " paints the ladder.", " folds a shirt.", " rides past on a horse.")]
    [InlineData("multirc", "READING COMPREHENSION ANSWER KEY\n{passage}\n\n{question}", "\n- [True] {answer}", "\n- [False] {answer}")]
    public void Gpt3s_layouts_are_those_of_its_appendix(string name, string layout, params string[] completions)
    {
        var task = Presets.Task(name)!;
        var item = Rendered(Assert.Single(Made(task, "gpt3")));
        string Filled(string text) => Regex.Replace(text, @"\{(\w+)\}", m => PromptTemplate.Read(m.Value, (_, _) => Place.Nowhere, new())!.Render(task.Sample!));
        Assert.Equal(Filled(layout), item.Pairs[0].Context);
        Assert.Equal(completions.Select(Filled), item.Choices.Count == 0 ? [] : item.Pairs.Select(p => p.Continuation));
    }

    [Fact]
    public void Gpt3s_exam_of_pronouns_marks_the_pronoun_and_asks_for_the_noun()
    {
        var item = Rendered(Assert.Single(Made(Presets.Task("wsc")!, "gpt3")));
        Assert.StartsWith("Final Exam with Answer Key\nInstructions: ", item.Pairs[0].Context, StringComparison.Ordinal);
        Assert.EndsWith(
            "\n=====\nPassage: The ladle did not fit into the drawer, so Ines put *it* on the shelf.\nQuestion: In the passage above, what does the pronoun \"*it*\" refer to?\nAnswer:",
            item.Pairs[0].Context, StringComparison.Ordinal);
        Assert.Equal(["the ladle"], item.Targets);
    }

    [Theory]
    [InlineData("arc"), InlineData("openbookqa")]
    public void Gpt3_divides_by_the_likelihood_behind_an_answer_context_where_it_says_so(string name) =>
        Assert.Equal(new Recount.Scoring.Normalisation.Unconditional("Answer:"), ((ScoredBy.Ranked)Assert.Single(Made(Presets.Task(name)!, "gpt3")).By).By);

    [Theory]
    [InlineData("boolq"), InlineData("cb"), InlineData("rte"), InlineData("wic"), InlineData("copa"), InlineData("anli"), InlineData("piqa"), InlineData("hellaswag"), InlineData("multirc")]
    public void Gpt3_takes_likelihood_per_token_elsewhere(string name) =>
        Assert.IsType<Recount.Scoring.Normalisation.Token>(((ScoredBy.Ranked)Assert.Single(Made(Presets.Task(name)!, "gpt3")).By).By);

    [Fact]
    public void Every_task_of_the_appendix_has_its_preset() => Assert.All(Presets.Tasks, t => Assert.NotNull(Presets.Of(t.Name)[0].One("source")));
}
