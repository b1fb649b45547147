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
            to show **how much of a benchmark score is its prompt format**. It demonstrates the method. It is not GPT-3, says nothing about GPT-3, and is of no use for anything else:
            it knows {{Fact.People.Count}} people, {{Fact.Places.Count}} places, {{Fact.Things.Count}} things and {{Fact.Colours.Count}} colours.

            Everything here was written by `tools/Recount.Training` of this repository ([how to run it](../../../tools/Recount.Training/README.md)), this page included.

            ## What it is asked

            | file | form | items | right without reading | classes |
            |---|---|---|---|---|
            | `boolq.jsonl` | BoolQ: `passage`, `question`, `label` (true, false) | {{sheets[0].Items}} | {{sheets[0].Baseline}}, by always saying yes | yes, no |
            | `cb.jsonl` | CB: `premise`, `hypothesis`, `label`; `gold` | {{sheets[1].Items}} | {{sheets[1].Baseline}}, by always saying true | entailment, contradiction, neutral |
            | `qa.jsonl` | `passage`, `question`, `answer`; `choices`, `gold` | {{sheets[2].Items}} | {{sheets[2].Baseline}}, by chance | four words, the right one among them |

            Passages are four to six sentences such as "today tom is in the garden. anna does not have the ball. the cup is red."; answers follow from them,
            up to a fifth of them from two ("is the ball in the garden": where the one who has it is).
            No passage occurs twice, and none of these in training. Prompts with their answers are {{Shortest(sheets)}} to {{Longest(sheets)}} tokens long.

            A prompt is `passage NL Q SEP question? NL A SEP`, without the white space at its end, which belongs to the answer; for `cb`,
            `hypothesis. true, false, or neither?` with the verbalisers in place of these. NL is one line break.
            The answer is the verbaliser, or the choice, with the largest summed log-likelihood; of equals the first.

            ## What it was shown

            Documents are a passage and one to three questions on it with their answers, all in one format, which is drawn by the weights in the tables below. Grid and weights were
            committed before any model was trained, and not changed since; no other format was ever shown.
            {{Shares()}}

            ## How it was trained

            | | |
            |---|---|
            | architecture | Llama's: {{Architecture(reader.Shape)}} |
            | tokens | byte-level pairs, {{reader.Shape.Vocabulary}} with `<|endoftext|>`, learnt from 4,000 documents |
            | seed | {{lesson.Seed}}, of items, text and weights; {{Lesson.Threads}} threads |
            | steps | {{lesson.Steps:N0}} of {{Batch.Documents}} documents, each seen once: {{outcome.Tokens:N0}} tokens with padding |
            | descent | AdamW (0.9, 0.98, decay {{lesson.Decay}}), rate {{lesson.Rate}} after {{lesson.Warmup}} steps, then a cosine to nothing; gradients cut at norm {{lesson.Clip}} |
            | loss | tokens of answers count 1, of questions {{Batch.Asked}}, of passages {{Batch.Text}} |
            | loss at the end | {{outcome.Last.Text:0.000}} nats a token so weighted; {{outcome.Last.Answers:0.000}} on answers alone |
            | time | {{outcome.Time.TotalMinutes:0}} minutes on two processor cores that others used as well |


            """);
        text.Append(Curriculum(lesson));
        foreach (var sheet in sheets)
        {
            text.Append(Table(sheet));
        }

        return text.Append(Limits).ToString();
    }

    private static string Architecture(RandomDecoderOptions shape) =>
        $"{shape.Layers} layers of width {shape.Width}, {shape.Heads} heads, gated feed-forward of {shape.Inner}, rotary positions, head tied to the embedding";

    private const string Limits = """
        ## Limits

        * One model from one seed, and small: another seed moves each number here. The spread over formats is this model's, not a law.
        * The formats that training never showed were chosen by the author of the mixture. What is shown is that a score hangs on the layout, not by how much it does in models
          that people use.
        * A format that spells an answer with several tokens is scored by their sum, without normalisation, as all others are.
        * Items are as plain as the text that the model learnt from. A score here is no measure of reading.
        * `scores.csv` has these numbers for machines. Near ties are items whose two best answers are within 1e-4 nats: there another runtime may choose the other one.

        """;

    private static string Curriculum(Lesson lesson)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $$"""
            **What had to be made easier.** Shown this text and nothing else, models of this size learnt which answers are common and nothing more in a quarter of an hour: to look a fact
            up, several things must be known at once that are of no use one by one. Three things helped, found by the score
            of these very items in the layout of the first rows below; none touches grid or weights:

            * A world of fewer words, and each fact told from its subject to its value; every passage begins with "today", so that a subject is spelt alike wherever it is.
            * A hint: in the first {{100 * lesson.Hinted:0}} % of the steps the hidden states halfway up must also name the subject of each value, and at its end that of each
              question (weight {{lesson.Hint}}).
            * Easier documents at first; in passages "of one kind" all sentences tell the same of different subjects, so that no answer can be told by its kind:


            """);
        text.Append("| steps | passages of one kind | their sentences | questions of a document | documents that ask where, what, or of which colour |\n");
        text.Append("|---|---|---|---|---|\n");
        var usual = Mixture.Exercises[^1].Weight;
        foreach (var stage in lesson.Stages)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {100 * stage.Share:0} % | {100 * stage.Alike:0} % | up to {stage.Facts} | up to {stage.Questions} ");
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
        text.Append(CultureInfo.InvariantCulture, $"{Share(reference)} in the first row{(sheet.Exercise is Exercise.Answer ? "" : ", the layout of GPT-3's paper")}; {100.0 * baseline / sheet.Items:0.0} % without reading. ");
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
        string.Create(CultureInfo.InvariantCulture, $"Of the documents, {string.Join(", ", Mixture.Exercises.Select(e => $"{100 * e.Weight:0} % have the form of {e.Exercise.Name}"))}; ") +
        string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", Mixture.Lengths.Select(l => $"{100 * l.Weight:0} % ask {l.Questions}"))}.");
}
