/**
 * Models that exist only as Python code, off the fast path: a shadow's rows go through a job of
 * their own, which hands them to Python processes with {@code hazelcast-jet-python}.
 *
 * <pre>
 * PythonScorer ── Exchange ── job: QuestionSourceP ─► mapUsingPython ─► AnswerSinkP ── Exchange
 * </pre>
 */
package io.vitalgrid.pipeline.score.python;
