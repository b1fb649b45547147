using Recount.Evaluation.Runs;
using Recount.Evaluation.Tokens;
using Recount.Scoring.Tasks;
using Recount.Tests.Evaluation.Models;
using Recount.Tests.Scoring.Items;
using Recount.Text;

namespace Recount.Tests.Evaluation.Runs;

/// <summary>Items in tokens, lot by lot.</summary>
public sealed class LotsTests : IDisposable
{
    private const int Items = 300;

    private readonly string _folder = Directory.CreateTempSubdirectory("recount-").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public void What_is_kept_and_what_is_encoded_once_more_are_the_same_in_lots_of_any_size()
    {
        var kept = All(new());
        Assert.Equal(2 * Items * 2, kept.Sequences.Count);
        Assert.Equal((1, 2 * Items * 2), (kept.Lots, kept.Questions));
        foreach (var room in new Room[] { new(Kept: 0), new(Kept: 0, Lot: 1), new(Lot: 1), new(Kept: 40_000, Lot: 60_000) })
        {
            var other = All(room);
            Assert.Equal(kept.Sequences, other.Sequences);
            Assert.Equal(kept.Ids, other.Ids);
            Assert.Equal(room.Lot < Room.Usual, other.Lots > 1);
        }
    }

    private (List<TokenSequence> Sequences, List<string> Ids, int Lots, int Questions) All(Room room)
    {
        RandomDecoderTokenizer.Write(_folder, 300);
        var items = SmallSets.Of([.. Enumerable.Range(0, Items).Select(i => $$"""{"q": "the cat {{i}} {{new string('z', i % 17)}}", "gold": 1}""")]);
        var lots = new Lots([Task(items, "{q}\nA:"), Task(items, "{q}\nAnswer:")], ModelTokenizer.Read(_folder), 100, 300, room);
        lots.Look(TestContext.Current.CancellationToken);
        var (sequences, ids) = (new List<TokenSequence>[] { [], [] }, new List<string>[] { [], [] });
        for (var lot = 0; lot < lots.Count; lot++)
        {
            var encoded = lots.Of(lot, TestContext.Current.CancellationToken);
            for (var t = 0; t < 2; t++)
            {
                sequences[t].AddRange(encoded[t].SelectMany(i => i.All));
                ids[t].AddRange(encoded[t].Select(i => i.Item.Item.Id));
            }
        }

        return ([.. sequences[0], .. sequences[1]], [.. ids[0], .. ids[1]], lots.Count, lots.Questions);
    }

    private static LaidOut Task(Recount.Scoring.Items.ItemSet items, string context)
    {
        TaskText Text(string key, string text) => new(key, text, (offset, length) => new(key, 1, offset + 1, length));
        TaskText[] said = [Text("context", context), Text("choices", "sat"), Text("choices", "ran off"), Text("gold", "{gold}")];
        return new(new TaskReader(said, new("test", 1, 1, 1), new Diagnostics()).Read("t", items, items)!, new(JoinRule.LmEval, BosPolicy.Auto, []));
    }
}
