using Recount.Workspace.Data;
using Recount.Scoring.Items;
using Recount.Tests.Scoring.Items;
using Recount.Text;

namespace Recount.Tests.Workspace.Data;

/// <summary>Public benchmarks where they lie beside the checkout: as many items as they are known to have, and templates that fit all of them.</summary>
public class BenchDataTests
{
    private static ItemSet Read(string name)
    {
        var diagnostics = new Diagnostics();
        var items = ItemFiles.Read(Shared.File("bench-data", name), diagnostics);
        Assert.Empty(diagnostics.Sorted().Select(d => d.Headline));
        return items!;
    }

    [Theory]
    [InlineData("arc_easy.jsonl", 2376, "choices query gold")]
    [InlineData("copa_nli_dev.csv", 200, "premise hypothesis label")]
    [InlineData("gsm8k_test.jsonl", 1319, "question answer")]
    [InlineData("superglue_boolq_val.jsonl", 3270, "question passage idx label")]
    [InlineData("superglue_cb_train.jsonl", 250, "premise hypothesis label idx")]
    [InlineData("superglue_cb_val.jsonl", 56, "premise hypothesis label idx")]
    [InlineData("superglue_rte_train.jsonl", 2490, "premise hypothesis label idx")]
    [InlineData("superglue_rte_val.jsonl", 277, "premise hypothesis label idx")]
    [InlineData("superglue_wic_val.jsonl", 500, "word sentence1 sentence2 idx label start1 start2 end1 end2 version")]
    [InlineData("superglue_wsc_val.jsonl", 104, "text target idx label")]
    [InlineData("tinystories_cloze_200.jsonl", 200, "id context choices gold")]
    public void A_benchmark_has_its_items(string name, int count, string columns)
    {
        var items = Read(name);

        Assert.Equal((count, columns), (items.Items.Count, string.Join(' ', items.Columns)));
        var sum = File.ReadLines(Shared.File("bench-data", "SHA256SUMS")).Single(l => l.EndsWith($" {name}", StringComparison.Ordinal));
        Assert.StartsWith(items.Sha256, sum, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("arc_easy.jsonl", "{query}\nAnswer:", "{choices}")]
    [InlineData("tinystories_cloze_200.jsonl", "{context}", "{choices}")]
    public void Every_item_of_a_benchmark_can_be_asked(string name, string context, string choices)
    {
        var items = Read(name);
        var (template, list, gold) = (SmallSets.Template(context), SmallSets.Choices(choices), new Gold(SmallSets.Template("{gold}"), new GoldReading.Undeclared()));

        Assert.All(items.Items, item =>
        {
            Assert.NotEmpty(template.Render(item));
            Assert.Single(gold.Of(item, list.Render(item)));
        });
    }

    [Fact]
    public void BoolQ_is_true_2033_times()
    {
        var items = Read("superglue_boolq_val.jsonl");
        var gold = new Gold(SmallSets.Template("{label}"), new GoldReading.Truth(0, 1));

        Assert.Equal(2033, items.Items.Count(i => gold.Of(i, ["no", "yes"])[0] == 1));
        Assert.Equal(2033, items.Where(SmallSets.Filter("label == true")).Items.Count);
    }

    [Fact]
    public void CB_has_28_and_23_and_5_labels()
    {
        var gold = new Gold(SmallSets.Template("{label}"), new GoldReading.ChoiceText());
        var counts = Read("superglue_cb_val.jsonl").Items.CountBy(i => gold.Of(i, ["entailment", "contradiction", "neutral"])[0]);

        Assert.Equal([5, 23, 28], counts.Select(c => c.Value).Order());
    }

    [Fact]
    public void A_pool_of_its_own_does_not_leak_and_the_evaluated_file_does()
    {
        var (pool, items, question) = (Read("superglue_cb_train.jsonl"), Read("superglue_cb_val.jsonl"), SmallSets.Template("{premise} {hypothesis}"));

        Assert.Empty(Traps.Leak(pool, items, question));
        Assert.Equal(56, Assert.Single(Traps.Leak(items, items, question)).Items);
    }

    [Fact]
    public void Choices_with_blanks_of_their_own_want_no_delimiter()
    {
        var (items, context, choices) = (Read("tinystories_cloze_200.jsonl"), SmallSets.Template("{context}"), SmallSets.Choices("{choices}"));

        Assert.Equal(("double-space", 200), Assert.Single(Traps.Joins(context, " ", choices, items).Select(t => (t.Id, t.Items))));
        Assert.Empty(Traps.Joins(context, "", choices, items));
    }
}
