using System.Globalization;
using System.Text;
using Recount.Tests.Evaluation.Models;
using Recount.Training.Formats;
using Recount.Training.Learning;
using Recount.Training.World;

namespace Recount.Training.Output;

/// <summary>The model card: what the model is, how it came to be, and every score of the trainer's own forward pass.</summary>
internal static class Card
{
    public static string Text(Lesson lesson, Outcome outcome, IReadOnlyList<Sheet> sheets, Reader reader, long bytes)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $$"""
            # tiny-reader

            A language model of {{reader.Size:N0}} parameters ({{bytes:N0}} bytes as ONNX, with past keys and values) that was trained on text about a small invented world,
            to show how one measures **how much of a benchmark score is its prompt format**. It demonstrates the method. It is not GPT-3, says nothing about GPT-3, and is of no use for
            anything else: it knows {{Fact.People.Count}} people, {{Fact.Places.Count}} places, {{Fact.Things.Count}} things and {{Fact.Colours.Count}} colours.

            Everything here was written by `tools/Recount.Training` of this repository ([how to run it](../../../tools/Recount.Training/README.md)), this page included.

            ## What it is asked

            | file | form | items | always the same answer | spotting a word | from two sentences | classes |
            |---|---|---|---|---|---|---|
            | `boolq.jsonl` | BoolQ: `passage`, `question`, `label` (true, false) | {{sheets[0].Items}} | {{sheets[0].Baseline}}, yes | {{Spotted(sheets[0])}} | {{Two(sheets[0])}} | yes, no |
            | `cb.jsonl` | CB: `premise`, `hypothesis`, `label`; `gold` | {{sheets[1].Items}} | {{sheets[1].Baseline}}, true | {{Spotted(sheets[1])}} | {{Two(sheets[1])}} | entailment, contradiction, neutral |
            | `qa.jsonl` | `passage`, `question`, `answer`; `choices`, `gold` | {{sheets[2].Items}} | {{sheets[2].Baseline}}, by chance | {{Spotted(sheets[2])}} | {{Two(sheets[2])}} | four words, one of them right |

            Passages are four to six sentences: "today tom is in the garden. anna does not have the ball. the cup is red. tom has the cup." A person is in one place at most and has one thing
            at most, and a thing has one colour; some answers follow from that alone, and some from two sentences ("is the cup in the garden": where the one who has it is). Spotting a word is
            to say yes where the asked value occurs anywhere in the passage, to say false where a statement has a "not", and to take the first choice that the passage names.
            No passage occurs twice in the same words, and none of these in training. Prompts with their answers are {{Shortest(sheets)}} to {{Longest(sheets)}} tokens long.

            A prompt is `passage NL Q SEP question? NL A SEP`, without the white space at its end, which belongs to the answer; for `cb`,
            `hypothesis. true, false, or neither?` with the verbalisers in place of these. NL is one line break. These are our readings of figures G.29 and G.30 of GPT-3's paper.
            The answer is the verbaliser, or the choice, with the largest summed log-likelihood, without normalisation; of equals the first.

            ## What it was shown

            Documents are a passage and questions on it with their answers, all in one format, which is drawn by the weights in the tables below. Grid and weights were
            committed before any model was trained (f0851cb) and not changed since; the world, its sentences and the lesson were. No other format was ever shown.
            In the last {{100 * Last(lesson):0}} % of the steps: {{Shares()}} Before that easier documents came, more of them in the form of qa (below); over all steps {{Overall(lesson)}}.

            ## How it was trained

            | | |
            |---|---|
            | architecture | Llama's: {{Architecture(reader.Shape)}} |
            | tokens | byte-pair encoding, {{reader.Shape.Vocabulary}} tokens with `<|endoftext|>`, learnt from 4,000 documents |
            | seed | {{lesson.Seed}}, of items, text and weights; {{Lesson.Threads}} threads |
            | steps | {{lesson.Steps:N0}} of {{Batch.Documents}} documents, drawn anew each time: {{outcome.Tokens:N0}} tokens with padding |
            | descent | AdamW (0.9, 0.98, decay {{lesson.Decay}}), rate {{lesson.Rate}} after {{lesson.Warmup}} steps, then falling along a cosine; gradients cut at norm {{lesson.Clip}} |
            | loss | tokens of answers count 1, of questions {{Batch.Asked}}, of passages {{Batch.Text}} |
            | loss at the end | {{outcome.Last.Text:0.000}} nats a token so weighted; {{outcome.Last.Answers:0.000}} on answers alone |
            | time | {{outcome.Time.TotalMinutes:0}} minutes on two processor cores |

            In the first {{100 * lesson.Hinted:0}} % of the steps hidden states halfway up must also name the subject of each value, and, at the end of a question, its subject
            (weight {{lesson.Hint}}).


            """);
        text.Append(Curriculum(lesson));
        if (lesson is { Seed: 1, Steps: 5000 })
        {
            text.Append(History);
        }

        text.Append(Changes(sheets));
        foreach (var sheet in sheets)
        {
            text.Append(Table(sheet));
        }

        return text.Append(CultureInfo.InvariantCulture, $$"""
            ## Limits

            * One model from one seed, and small: another seed moves each number here. The spread over formats is this model's, not a law.
            * The formats that training never showed were chosen by the author of the mixture. What is shown is that a score hangs on the layout, not by how much it does in models
              that people use.
            * Labels in capitals and the dash are spelt with bytes that training never showed as inputs: what falls there is the reading of the prompt altogether. Without these rows the
              formats of cb lie {{sheets[1].Spread(Spelt):0.0}} points apart and those of qa {{sheets[2].Spread(Spelt):0.0}}. A `maybe` at the beginning of a line begins with such a byte too.
            * A format that spells an answer with several tokens is scored by their sum, without normalisation, as all others are.
            * Items are as plain as the text that the model learnt from. A score here is no measure of reading.
            * Tokenizer and rotary frequencies are code that the trainer shares with Recount; layout, forward pass and scoring are its own.
            * `scores.csv` has these numbers for machines. Near ties are items whose two best answers are within 1e-4 nats: there another runtime may choose the other one.

            """).ToString();
    }

    // Written by hand, of the model that is shipped.
    private const string History = """
        **How it came about.** Shown its text and nothing else, models of this size learnt which answers are common and nothing more in a quarter of an hour: to look a fact up, several things
        must be known at once that are of no use one by one. A world of fewer words, sentences that run from subject to value behind a common "today", the hint and the easier documents
        helped. They were found by the scores of these very items in the layout of the first rows below, and an earlier, shorter training had been scored under the whole grid: its formats lay
        22.3 points apart on boolq, 17.0 on cb and 43.5 on qa.

        **Another seed.** With seed 2, which draws other items too, the same lesson learnt to answer where and what, and hardly yes and no: boolq 36.3 to 66.3 % (65.3 in the first row,
        63.7 by always yes), cb 33.7 to 68.7 % (68.0; 46.7 by always true), qa 26.0 to 99.5 % (99.5). Its formats on one line, capitals and dash left out, lay 18.7, 2.7 and 0.0 points apart,
        where those of seed 1 lie 1.3, 1.3 and 2.5.


        """;

    private static bool Spelt(Format format) => format.Labels != Grid.Loud && format.Separator != " - ";

    private static int Spotted(Sheet sheet) => Shortcut.Right(sheet.Reference.Items);

    private static int Two(Sheet sheet) => sheet.Reference.Items.Count(i => i.About.Relation == Relation.ThingPlace);

    private static double Last(Lesson lesson) => 1 - lesson.Stages.Sum(s => s.Share);

    private static string Overall(Lesson lesson)
    {
        var drawn = Last(lesson) + lesson.Stages.Sum(s => s.Share * (1 - s.Answers));
        return string.Join(", ", Mixture.Exercises.Select((e, i) => string.Create(
            CultureInfo.InvariantCulture, $"{100 * ((e.Weight * drawn) + (i == Mixture.Exercises.Count - 1 ? 1 - drawn : 0)):0} % {e.Exercise.Name}")));
    }

    private static string Changes(IReadOnlyList<Sheet> sheets)
    {
        StringBuilder text = new();
        text.Append("## What formats change\n\n| | points | right only with the first | only with the second | p (McNemar) |\n|---|---|---|---|---|\n");
        foreach (var c in Comparison.Of(sheets))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {c.Says} | {c.Points:0.0} | {c.Only.First} | {c.Only.Second} | {c.P.ToString(c.P < 0.001 ? "0e+0" : "0.###", CultureInfo.InvariantCulture)} |\n");
        }

        text.Append('\n');
        foreach (var sheet in sheets)
        {
            text.Append(CultureInfo.InvariantCulture, $"* The formats of {sheet.Exercise.Name} lie {sheet.Spread(_ => true):0.0} points apart; those with the answer on the line of its label, ");
            text.Append(CultureInfo.InvariantCulture, $"labels in capitals left out, {sheet.Spread(f => Spelt(f) && f.Separator == ": "):0.0}.\n");
        }

        return text.Append("\nA difference that so few items do not tell from none is no proof that there is none.\n\n").ToString();
    }

    private static string Architecture(RandomDecoderOptions shape) =>
        $"{shape.Layers} layers of width {shape.Width}, {shape.Heads} heads, gated feed-forward of {shape.Inner}, rotary positions, head tied to the embedding";

    private static string Curriculum(Lesson lesson)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $$"""
            Easier documents came first; in passages "of one kind" all sentences tell the same of different subjects, so that no answer can be told by its kind:


            """);
        text.Append("| steps | passages of one kind | their sentences | questions drawn | documents that ask where, what, or of which colour |\n");
        text.Append("|---|---|---|---|---|\n");
        var usual = Mixture.Exercises[^1].Weight;
        foreach (var stage in lesson.Stages)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {100 * stage.Share:0} % | {100 * stage.Alike:0} % | up to {stage.Facts} | {stage.Questions} ");
            text.Append(CultureInfo.InvariantCulture, $"| {100 * (stage.Answers + ((1 - stage.Answers) * usual)):0} % |\n");
        }

        return text
            .Append(CultureInfo.InvariantCulture, $"| {100 * (1 - lesson.Stages.Sum(s => s.Share)):0} % | none | | 1 to 3 | {100 * usual:0} % |\n\n")
            .ToString();
    }

    private static string Table(Sheet sheet)
    {
        var (reference, baseline) = (sheet.Reference, sheet.Baseline);
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"## {sheet.Exercise.Name}: {sheet.Scores.Count} formats\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Lowest {Share(sheet.Ordered[0])}, median {100 * Median(sheet):0.0} %, highest {Share(sheet.Ordered[^1])}; ");
        text.Append(CultureInfo.InvariantCulture, $"{Share(reference)} in the first row{(sheet.Exercise is Exercise.Answer ? "" : ", the layout of GPT-3's paper")}; {100.0 * baseline / sheet.Items:0.0} % by always the same answer. ");
        text.Append(CultureInfo.InvariantCulture, $"Formats that training showed: {Range(sheet, true)}; that it never showed: {Range(sheet, false)}.\n\n");
        text.Append("| labels | separator | verbalisers | shown | right | | chosen | near ties |\n|---|---|---|---|---|---|---|---|\n");
        foreach (var score in sheet.Scores)
        {
            var shown = sheet.Shown(score.Format) is > 0 and var weight ? string.Create(CultureInfo.InvariantCulture, $"{weight} %") : "never";
            text.Append(CultureInfo.InvariantCulture, $"| {score.Format.Labels} | `\"{ScoresFile.Escaped(score.Format)}\"` ");
            text.Append(CultureInfo.InvariantCulture, $"| {(score.Format.Choices is { Length: > 0 } choices ? choices : "-")} | {shown} ");
            text.Append(CultureInfo.InvariantCulture, $"| {score.Right} of {sheet.Items} | {Share(score)} | {string.Join(" / ", score.Choices)} | {score.NearTies} |\n");
        }

        return text.Append('\n').ToString();
    }

    private static string Range(Sheet sheet, bool isShown) =>
        sheet.Ordered.Where(s => sheet.Shown(s.Format) > 0 == isShown).ToList() is [var least, .., var most] all ? $"{all.Count}, {Share(least)} to {Share(most)}" : "none, or one";

    private static string Share(Score score) => string.Create(CultureInfo.InvariantCulture, $"{100.0 * score.Right / score.Items.Count:0.0} %");

    private static double Median(Sheet sheet) => (sheet.Ordered[(sheet.Scores.Count - 1) / 2].Right + sheet.Ordered[sheet.Scores.Count / 2].Right) / 2.0 / sheet.Items;

    private static int Shortest(IReadOnlyList<Sheet> sheets) => sheets.Min(s => s.Scores.Min(r => r.Shortest));

    private static int Longest(IReadOnlyList<Sheet> sheets) => sheets.Max(s => s.Scores.Max(r => r.Longest));

    private static string Shares() =>
        string.Create(CultureInfo.InvariantCulture, $"of the documents, {string.Join(", ", Mixture.Exercises.Select(e => $"{100 * e.Weight:0} % have the form of {e.Exercise.Name}"))}; ") +
        string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", Mixture.Lengths.Select(l => $"{100 * l.Weight:0} % have {l.Questions}"))} questions.");
}
