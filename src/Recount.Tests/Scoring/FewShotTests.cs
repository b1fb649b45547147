using Recount.Scoring;

namespace Recount.Tests.Scoring;

public class FewShotTests
{
    private static readonly FewShotRule Ours = new FewShotRule.ByItem("boolq", 1234);
    private static readonly FewShotRule Harness = new FewShotRule.InOrder();

    private static string[] Contents(int count) => [.. Enumerable.Range(0, count).Select(i => $"question {i}")];

    private static FewShotItem[] Items(int count) => [.. Enumerable.Range(0, count).Select(i => new FewShotItem($"id{i}", $"question {i}"))];

    private static IReadOnlyList<IReadOnlyList<int>> Drawn(FewShotRule rule, FewShotPool pool, IReadOnlyList<FewShotItem> items, int shots) =>
        Assert.IsType<FewShotDraws.Drawn>(rule.Draw(pool, items, shots)).Shots;

    [Fact]
    public void The_harness_draws_one_more_from_the_evaluated_split_and_takes_the_item_out() =>
        Assert.Equal([[7, 1, 9], [9, 0, 8], [5, 3, 0], [0, 5, 7]], Drawn(Harness, new FewShotPool.Evaluated(Contents(10)), Items(4), 3));

    [Fact]
    public void The_harness_draws_no_more_than_it_shows_from_another_split() =>
        Assert.Equal([[7, 1, 0], [1, 0, 9], [1, 5, 3], [0, 9, 8]], Drawn(Harness, new FewShotPool.Apart(Contents(10)), Items(4), 3));

    // Python: r = Random(1234); [r.sample(range(10), 4)[:3] for _ in range(4)]
    [Fact]
    public void The_harness_draws_one_more_from_a_training_set_where_a_task_names_no_split() =>
        Assert.Equal(
            [[7, 1, 0], [9, 0, 1], [5, 3, 0], [0, 5, 7]],
            Drawn(Harness, new FewShotPool.Apart(Contents(10), OneMore: true), [.. Items(4).Select(i => i with { Content = "not in the pool" })], 3));

    [Fact]
    public void The_harness_s_shots_depend_on_the_items_before()
    {
        var pool = new FewShotPool.Apart(Contents(10));
        Assert.Equal([[7, 1, 0]], Drawn(Harness, pool, [Items(4)[2]], 3));
        Assert.NotEqual(Drawn(Harness, pool, Items(1), 3), Drawn(new FewShotRule.InOrder(1235), pool, Items(1), 3));
    }

    [Fact]
    public void Our_shots_depend_on_no_other_item_nor_on_order_or_limit()
    {
        var (pool, items) = (new FewShotPool.Evaluated(Contents(50)), Items(50));
        var all = Drawn(Ours, pool, items, 5);
        Assert.Equal(all.Take(7), Drawn(Ours, pool, items[..7], 5));
        Assert.Equal(all.Reverse(), Drawn(Ours, pool, [.. items.Reverse()], 5));
        Assert.Equal([all[33]], Drawn(Ours, pool, [items[33]], 5));
    }

    // From an independent computation in Python: hashlib.sha256 over the three, int.from_bytes(digest, 'little') as the seed, randrange.
    [Fact]
    public void Our_shots_are_those_that_the_documentation_describes() =>
        Assert.Equal([[2, 9, 6, 8], [3, 7, 0, 9], [8, 1, 4, 6]], Drawn(Ours, new FewShotPool.Evaluated(Contents(10)), Items(3), 4));

    [Fact]
    public void Our_shots_change_with_task_seed_and_item()
    {
        var (pool, items) = (new FewShotPool.Apart(Contents(1000)), Items(2));
        var ours = Drawn(Ours, pool, items, 5);
        Assert.NotEqual(ours[0], ours[1]);
        Assert.NotEqual(ours[0], Drawn(new FewShotRule.ByItem("rte", 1234), pool, items, 5)[0]);
        Assert.NotEqual(ours[0], Drawn(new FewShotRule.ByItem("boolq", 1), pool, items, 5)[0]);
    }

    [Fact]
    public void More_of_our_shots_begin_with_the_fewer()
    {
        var pool = new FewShotPool.Evaluated(Contents(30));
        Assert.Equal(Drawn(Ours, pool, Items(30), 3), Drawn(Ours, pool, Items(30), 20).Select(s => s.Take(3)));
    }

    [Fact]
    public void An_item_is_never_among_its_own_shots_nor_is_its_double()
    {
        string[] contents = [.. Contents(5), "question 0"];
        FewShotRule[] rules = [Ours, new FewShotRule.First()];
        foreach (var rule in rules)
        {
            var shots = Drawn(rule, new FewShotPool.Evaluated(contents), Items(5), 4);
            Assert.All(shots.Index(), s => Assert.DoesNotContain(s.Item, at => contents[at] == $"question {s.Index}"));
            Assert.All(shots, s => Assert.Equal(4, s.Distinct().Count()));
        }
    }

    [Fact]
    public void Every_example_is_shown_about_as_often()
    {
        var items = Enumerable.Range(0, 5000).Select(i => new FewShotItem($"{i}", "")).ToArray();
        var times = Drawn(Ours, new FewShotPool.Apart(Contents(10)), items, 3).SelectMany(s => s).CountBy(s => s).Select(c => c.Value).ToList();

        // 1500 expected, with a standard deviation of 32.
        Assert.Equal(10, times.Count);
        Assert.All(times, t => Assert.InRange(t, 1350, 1650));
    }

    [Fact]
    public void The_first_are_the_first_that_are_not_the_item() =>
        Assert.Equal([[1, 2], [0, 2], [0, 1]], Drawn(new FewShotRule.First(), new FewShotPool.Evaluated(Contents(4)), Items(3), 2));

    [Fact]
    public void The_first_of_another_split_are_the_same_for_all() =>
        Assert.Equal([[0, 1], [0, 1]], Drawn(new FewShotRule.First(), new FewShotPool.Apart(Contents(4)), Items(2), 2));

    [Fact]
    public void A_pool_that_shows_items_their_own_answers_is_refused()
    {
        var pool = new FewShotPool.Unguarded(Contents(20));
        FewShotRule[] rules = [Ours, Harness, new FewShotRule.First()];
        Assert.All(rules, r => Assert.Equal(new FewShotDraws.Leaking(0.25), r.Draw(pool, Items(3), 5)));
        Assert.All(rules, r => Assert.Equal([[], [], []], Drawn(r, pool, Items(3), 0)));
    }

    [Fact]
    public void A_pool_that_is_too_small_says_for_which_item()
    {
        var pool = new FewShotPool.Evaluated([.. Contents(4), "question 1"]);
        Assert.Equal(new FewShotDraws.TooFew("id1", 3, 4), Ours.Draw(pool, Items(4), 4));
        Assert.Equal(new FewShotDraws.TooFew("id0", 4, 5), new FewShotRule.First().Draw(pool, Items(4), 5));
        Assert.Equal(new FewShotDraws.TooFew("id0", 0, 1), Ours.Draw(new FewShotPool.Apart([]), Items(1), 1));
        Assert.Equal(new FewShotDraws.TooFew("id0", 3, 3), Harness.Draw(new FewShotPool.Apart(Contents(4)[1..], OneMore: true), Items(1), 3));
    }

    [Fact]
    public void The_harness_stops_where_it_drew_an_item_and_its_double() =>
        Assert.Equal(new FewShotDraws.TooFew("id0", 1, 2), Harness.Draw(new FewShotPool.Evaluated(["question 0", "question 0", "question 2"]), Items(1), 2));
}
