using Recount.Audits;
using Recount.Cli;

namespace Recount.Tests.Cli;

/// <summary>What is said while measuring takes its time.</summary>
public class WatchTests
{
    [Fact]
    public void A_moment_is_silent_and_then_a_line_lives_and_goes()
    {
        var (error, clock) = (new StringWriter(), new Clock());
        var checks = Plan.Of([Audited.Shipped.Single(s => s.Name == "demo")]).Checks;
        using (var watch = new Watch(error, 60, true, checks.Count, clock))
        {
            watch.Begins(checks[0]);
            clock.Pass(0.1);
            watch.Begins(checks[1]);
            clock.Pass(0.8);
            Assert.Empty(error.ToString());
            clock.Pass(0.2);
            Assert.Equal("\rMeasured 0 of 5 checks, 1 s; at demo/training-flops", error.ToString());
            watch.Ends(checks[0]);
            clock.Pass(1);
            Assert.Equal("Measured 1 of 5 checks, 2 s; at demo/exponent-a", error.ToString().Split('\r')[^1].TrimEnd());
        }

        var lines = error.ToString().Split('\r');
        Assert.Empty(lines[^1]);
        Assert.Equal(new string(' ', lines[^3].TrimEnd().Length), lines[^2]);
        Assert.All(lines, l => Assert.InRange(l.Length, 0, 60));
    }

    [Fact]
    public void A_pipe_gets_few_lines()
    {
        var (error, clock) = (new StringWriter(), new Clock());
        using (new Watch(error, 96, false, 7, clock))
        {
            foreach (var _ in Enumerable.Range(0, 200))
            {
                clock.Pass(1);
            }
        }

        Assert.Equal([10, 30, 60, 120, 180], error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => int.Parse(l.Split(", ")[1].Split(' ')[0], null)));
    }

    [Fact]
    public void An_evaluation_says_how_fast_it_is_and_how_long_it_takes_without_what_a_log_had()
    {
        var (error, clock) = (new StringWriter(), new Clock());
        using (var tally = new Tally(error, 96, true, clock, "arc"))
        {
            clock.Pass(2);
            Assert.Equal("arc: loading the model, 2 s", error.ToString().Split('\r')[^1].TrimEnd());
            tally.Done(500, 1000);
            clock.Pass(1);
            tally.Done(520, 1000);
            clock.Pass(1);
            Assert.Equal("arc: 520 of 1,000 items (52 %), 20 items/s, 24 s left", error.ToString().Split('\r')[^1].TrimEnd());
        }

        Assert.Empty(error.ToString().Split('\r')[^1]);
    }

    [Fact]
    public void Every_check_is_told_of_once()
    {
        var plan = Plan.Of([Audited.Shipped.Single(s => s.Name == "llama3")]);
        var (begun, ended) = (0, 0);
        AuditRun.Measure(plan, _ => Interlocked.Increment(ref begun), _ => Interlocked.Increment(ref ended), new(false, TestContext.Current.CancellationToken));

        Assert.Equal((plan.Checks.Count, plan.Checks.Count), (begun, ended));
    }

    // Time passes when it is told to; timers fire as they would.
    private sealed class Clock : TimeProvider
    {
        private long _now;
        private Action<long> _fire = _ => { };

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void Pass(double seconds)
        {
            _now += (long)(seconds * TimeSpan.TicksPerSecond);
            _fire(_now);
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new Timer(callback, state, dueTime.Ticks, period.Ticks);
            _fire = timer.Fire;
            return timer;
        }

        private sealed class Timer(TimerCallback callback, object? state, long due, long period) : ITimer
        {
            private long _due = due;

            public void Fire(long now)
            {
                if (now >= _due)
                {
                    _due = now + period;
                    callback(state);
                }
            }

            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose() => _due = long.MaxValue;

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
